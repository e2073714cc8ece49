// Certificates and private keys in PEM files, checked before TLS is built on them.
#ifndef KHOTIN_RPC_PEM_FILES_H_
#define KHOTIN_RPC_PEM_FILES_H_

#include <string>

#include "absl/status/statusor.h"

namespace khotin::rpc {

// What the files hold, in PEM.
struct KeyPair {
  std::string certificates;  // the own one first, then those that lead from it to a root
  std::string private_key;
};

// The text of a file of one or more certificates, of 16 MiB at most. INVALID_ARGUMENT when there is
// no certificate in it; other errors are those of base::ReadWholeFile. All name the file.
absl::StatusOr<std::string> ReadCertificates(const std::string& path);

// As well; besides INVALID_ARGUMENT for a key that is encrypted or not that of the first
// certificate.
absl::StatusOr<KeyPair> ReadKeyPair(const std::string& certificate_path,
                                    const std::string& key_path);

}  // namespace khotin::rpc

#endif  // KHOTIN_RPC_PEM_FILES_H_
