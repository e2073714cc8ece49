#include "tools/khotin/filter_options.h"

namespace khotin::cli {
namespace {

void AddAll(const std::vector<std::string>& values,
            google::protobuf::RepeatedPtrField<std::string>* field) {
  field->Add(values.begin(), values.end());
}

}  // namespace

CLI::Option* AddValues(CLI::App& command, const std::string& name, std::vector<std::string>& values,
                       const std::string& description) {
  return command.add_option(name, values, description)->allow_extra_args(false);
}

void AddFilterOptions(CLI::App& command, FilterOptions& options) {
  const std::vector<CLI::Option*> added = {
      AddValues(command, "--source", options.sources,
                "Only articles of this source, such as vnexpress.net. This and the next four may "
                "be given several times, for alternatives"),
      AddValues(command, "--section", options.sections, "Only articles of this section"),
      AddValues(command, "--language", options.languages,
                "Only articles in this language, such as vi"),
      AddValues(command, "--entity", options.entities,
                "Only articles that name this entity: entities/TYPE/ID, TYPE/ID or a name"),
      AddValues(command, "--author", options.authors, "Only articles by this author"),
      command.add_option("--date", options.date,
                         "Only articles published then: 2023, 2023-08, 2023-08-19, "
                         "2023-08..2023-09, 2023-08.."),
  };
  for (CLI::Option* const option : added) option->group("Filters");
}

bool FilterOptions::any() const {
  return !sources.empty() || !sections.empty() || !languages.empty() || !entities.empty() ||
         !authors.empty() || !date.empty();
}

v1::SearchFilters FilterOptions::Message() const {
  v1::SearchFilters filters;
  AddAll(sources, filters.mutable_sources());
  AddAll(sections, filters.mutable_sections());
  AddAll(languages, filters.mutable_languages());
  AddAll(entities, filters.mutable_entities());
  AddAll(authors, filters.mutable_authors());
  filters.set_date(date);
  return filters;
}

}  // namespace khotin::cli
