#include "rpc/pem_files.h"

#include <cstddef>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/status.h"
#include "openssl/err.h"
#include "openssl/pem.h"
#include "openssl/x509.h"

namespace khotin::rpc {
namespace {

// A system's collection of roots has some 300 KiB.
constexpr size_t kMaxBytes = size_t{16} << 20;

struct Free {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

Owned<BIO> BioOf(const std::string& text) {
  return Owned<BIO>(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

Owned<X509> FirstCertificate(const std::string& text) {
  Owned<X509> certificate(PEM_read_bio_X509(BioOf(text).get(), nullptr, nullptr, nullptr));
  ERR_clear_error();
  return certificate;
}

// OpenSSL would else ask for the password of an encrypted key on the terminal.
int NoPassword(char*, int, int, void*) { return 0; }

Owned<EVP_PKEY> PrivateKey(const std::string& text) {
  Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(BioOf(text).get(), nullptr, &NoPassword, nullptr));
  ERR_clear_error();
  return key;
}

}  // namespace

absl::StatusOr<std::string> ReadCertificates(const std::string& path) {
  KHOTIN_ASSIGN_OR_RETURN(std::string text, base::ReadWholeFile(path, kMaxBytes));
  if (FirstCertificate(text) == nullptr) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": holds no certificate in PEM form"));
  }
  return text;
}

absl::StatusOr<KeyPair> ReadKeyPair(const std::string& certificate_path,
                                    const std::string& key_path) {
  KeyPair pair;
  KHOTIN_ASSIGN_OR_RETURN(pair.certificates, ReadCertificates(certificate_path));
  KHOTIN_ASSIGN_OR_RETURN(pair.private_key, base::ReadWholeFile(key_path, kMaxBytes));
  const Owned<EVP_PKEY> key = PrivateKey(pair.private_key);
  if (key == nullptr) {
    return absl::InvalidArgumentError(
        absl::StrCat(key_path, ": holds no private key in PEM form without a password"));
  }
  const bool match =
      X509_check_private_key(FirstCertificate(pair.certificates).get(), key.get()) == 1;
  ERR_clear_error();
  if (!match) {
    return absl::InvalidArgumentError(
        absl::StrCat(key_path, ": is not the key of the certificate in ", certificate_path));
  }
  return pair;
}

}  // namespace khotin::rpc
