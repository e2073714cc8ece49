// Sees to files when their fate is known: counts them, moves or deletes them.
#ifndef KHOTIN_INGEST_FILE_KEEPER_H_
#define KHOTIN_INGEST_FILE_KEEPER_H_

#include "ingest/disposal.h"
#include "ingest/file_in_hand.h"
#include "ingest/inbox_options.h"
#include "ingest/input_selection.h"
#include "ingest/log.h"
#include "ingest/tally.h"

namespace khotin::ingest {

// Thread-safe.
class FileKeeper {
 public:
  // All outlive the keeper.
  FileKeeper(const InboxOptions* options, Tally* tally, const Log* log)
      : options_(options), tally_(tally), log_(log) {}

  // Its last document is in, or what cannot be read of it has been told of.
  void Ended(const FileInHand& file);
  // The ledger holds all of it: a run before this one may have been stopped before it was moved.
  void Skipped(const FileInHand& file);

  // Files that stay where they are: a later look at the inbox need not look at them.
  SettledFiles* settled() { return &settled_; }

 private:
  void Carry(const Disposal& disposal, const FileInHand& file);

  const InboxOptions* const options_;
  Tally* const tally_;
  const Log* const log_;
  SettledFiles settled_;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_FILE_KEEPER_H_
