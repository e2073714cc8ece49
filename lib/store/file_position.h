// Files whose documents are taken exactly once, and places in them.
//
// Whoever reads files may be stopped at any moment and run again. The store keeps a ledger of how
// many documents of each file are in, written with the documents themselves: a document with a
// position is taken when it is the next of its file, passed over when the count holds it, and
// refused when others before it are missing. So any number of readers may send a file, whole or
// from anywhere, and each of its documents is committed once, in its turn.
#ifndef KHOTIN_STORE_FILE_POSITION_H_
#define KHOTIN_STORE_FILE_POSITION_H_

#include <cstdint>
#include <string>

#include "base/hash.h"
#include "khotin/storage/v1/records.pb.h"

namespace khotin::store {

// A file, known by its content wherever it lies.
struct FileIdentity {
  base::Hash128 content;  // of its bytes
  int64_t bytes = 0;
  // How it is cut into documents; the same bytes read in another way are another file.
  std::string reading;
};

struct FilePosition {
  FileIdentity file;
  std::string path;    // what it is called; that of its first document is kept
  int64_t number = 0;  // of the document, from 1
  bool last = false;   // with it, the file is done
};

struct StoredFile {
  std::string key;  // where a list goes on behind it
  FileIdentity file;
  khotin::storage::v1::IngestedFile record;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_FILE_POSITION_H_
