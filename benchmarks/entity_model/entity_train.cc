// Trains the model that models/entity ships, and says how well it does.
//
//   entity_train --gold SENTENCES.jsonl --output MODEL [--clusters FILE] [--raw FOLDER] [--epochs
//   N]
//
// Trains on the sentences of split "train", reports on those of "dev". With raw news, that model
// labels the lines of the articles that no labelled sentence is from, and a second one is trained
// on both (self-training). The same files give the same bytes.
#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/container/flat_hash_set.h"
#include "base/hash.h"
#include "base/status.h"
#include "entity/model/tag_model.h"
#include "labelled_news.h"
#include "silver_news.h"
#include "tag_training.h"

namespace khotin::benchmarks {
namespace {

struct Options {
  std::string gold;
  std::string output;
  std::string clusters;
  std::string raw;
  bool score_without_names = false;
  int fold = -1;
  std::string errors;
  TrainingOptions training;
};

struct Count {
  int right = 0;
  int found = 0;
  int gold = 0;

  void Print(const char* name) const {
    const double precision = found == 0 ? 0 : static_cast<double>(right) / found;
    const double recall = gold == 0 ? 0 : static_cast<double>(right) / gold;
    const double sum = precision + recall;
    std::printf("%-13s P %.4f R %.4f F1 %.4f (%d)\n", name, precision, recall,
                sum == 0 ? 0 : 2 * precision * recall / sum, gold);
  }
};

void PrintErrors(const testing::TokenizedSentence& sentence,
                 const std::vector<entity::rules::Found>& found, entity::EntityType type) {
  const auto show = [&](const char* mark, const std::vector<entity::rules::Found>& list,
                        const std::vector<entity::rules::Found>& others) {
    for (const auto& mention : list) {
      if (mention.type != type) continue;
      const bool same = std::any_of(others.begin(), others.end(), [&](const auto& other) {
        return other.type == type && other.begin == mention.begin && other.end == mention.end;
      });
      if (same) continue;
      const entity::rules::Line& line = sentence.line;
      const size_t from = mention.begin < 4 ? 0 : mention.begin - 4;
      const size_t to = std::min<size_t>(line.size(), mention.end + 4);
      std::printf("%s %s\t[%s]\n", mark, std::string(line.Text(mention.begin, mention.end)).c_str(),
                  std::string(line.Text(from, to)).c_str());
    }
  };
  show("missed", sentence.mentions, found);
  show("invented", found, sentence.mentions);
}

void Score(const entity::rules::Lexicon& lexicon, const entity::model::TagModel& model,
           const std::vector<testing::TokenizedSentence>& sentences,
           entity::model::ListedNames names, const std::string& errors) {
  std::array<Count, 7> counts{};
  Count all;
  for (const testing::TokenizedSentence& sentence : sentences) {
    const entity::model::LineFeatures features(lexicon, model.clusters(), sentence.line,
                                               sentence.dates, names);
    const auto found = entity::model::FromTags(model.Decode(features));
    for (int i = 1; i < 7; ++i) {
      const auto type = static_cast<entity::EntityType>(i);
      if (entity::EntityTypeName(type) == errors) PrintErrors(sentence, found, type);
    }
    for (const auto& mention : found) {
      Count& count = counts[static_cast<size_t>(mention.type)];
      ++count.found;
      ++all.found;
      for (const auto& gold : sentence.mentions) {
        if (gold.type != mention.type || gold.begin != mention.begin || gold.end != mention.end) {
          continue;
        }
        ++count.right;
        ++all.right;
        break;
      }
    }
    for (const auto& gold : sentence.mentions) {
      ++counts[static_cast<size_t>(gold.type)].gold;
      ++all.gold;
    }
  }
  for (size_t i = 1; i < counts.size(); ++i) {
    counts[i].Print(
        std::string(entity::EntityTypeName(static_cast<entity::EntityType>(i))).c_str());
  }
  all.Print("all");
}

absl::StatusOr<entity::model::WordClusters> ReadClusters(const std::string& path) {
  if (path.empty()) return entity::model::WordClusters();
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(path + ": cannot be read");
  const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  return entity::model::WordClusters::Parse(bytes);
}

absl::Status Run(const Options& options) {
  const entity::rules::Lexicon& lexicon = entity::rules::Lexicon::BuiltIn();
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<testing::GoldSentence> gold,
                          testing::ReadGold(options.gold));
  KHOTIN_ASSIGN_OR_RETURN(const auto clusters, ReadClusters(options.clusters));
  std::vector<testing::TokenizedSentence> train;
  std::vector<testing::TokenizedSentence> dev;
  for (const testing::GoldSentence& sentence : gold) {
    bool trains = sentence.split == "train";
    if (options.fold >= 0) {
      if (!trains) continue;
      trains = base::Hash64(sentence.article) % 5 != static_cast<uint64_t>(options.fold);
    }
    (trains ? train : dev).push_back(testing::Tokenized(lexicon, sentence));
  }
  std::printf("seed %u, %zu sentences\n", options.training.seed, train.size());
  entity::model::TagModel model = TrainTags(lexicon, clusters, train, {}, options.training);
  if (!options.raw.empty()) {
    absl::flat_hash_set<std::string> labelled;
    for (const testing::GoldSentence& sentence : gold) labelled.insert(sentence.article);
    KHOTIN_ASSIGN_OR_RETURN(const auto silver, LabelNews(options.raw, labelled, lexicon, model));
    std::printf("%zu sentences of raw news\n", silver.size());
    Score(lexicon, model, dev, entity::model::ListedNames::kUse, "");
    model = TrainTags(lexicon, clusters, train, silver, options.training);
  }
  Score(lexicon, model, dev, entity::model::ListedNames::kUse, options.errors);
  if (options.score_without_names) {
    std::printf("without what the lists say of names:\n");
    Score(lexicon, model, dev, entity::model::ListedNames::kLeaveOut, "");
  }
  if (options.output.empty()) return absl::OkStatus();
  const std::string bytes = model.Encode();
  std::ofstream file(options.output, std::ios::binary);
  if (!(file << bytes).flush()) return absl::UnavailableError(options.output + ": not written");
  std::printf("%zu bytes\n", bytes.size());
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  Options options;
  CLI::App app("Trains the model of entities and scores it on the development part.");
  app.add_option("--gold", options.gold, "Labelled sentences")->required();
  app.add_option("--output", options.output, "Where the model goes");
  app.add_option("--clusters", options.clusters, "Word clusters, as word_clusters made them");
  app.add_option("--raw", options.raw, "Folder of raw articles to learn from too");
  app.add_option("--silver-weight", options.training.silver_weight)->capture_default_str();
  app.add_option("--row-bits", options.training.row_bits)->capture_default_str();
  app.add_option("--epochs", options.training.epochs)->capture_default_str();
  app.add_option("--runs", options.training.runs)->capture_default_str();
  app.add_option("--rate", options.training.rate)->capture_default_str();
  app.add_option("--names-left-out", options.training.names_left_out)->capture_default_str();
  app.add_option("--features-left-out", options.training.features_left_out)->capture_default_str();
  app.add_option("--least-count", options.training.least_count)->capture_default_str();
  app.add_option("--seed", options.training.seed)->capture_default_str();
  app.add_option(
      "--fold", options.fold,
      "Trains on four fifths of the training part, by article, and scores on this fifth");
  app.add_option("--errors", options.errors, "Prints what was missed and invented of a type");
  app.add_flag("--without-names", options.score_without_names);
  CLI11_PARSE(app, argc, argv);
  const absl::Status status = Run(options);
  if (status.ok()) return 0;
  std::fprintf(stderr, "entity_train: %s\n", std::string(status.message()).c_str());
  return 1;
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) { return khotin::benchmarks::Main(argc, argv); }
