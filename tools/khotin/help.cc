#include "tools/khotin/help.h"

#include <initializer_list>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace khotin::cli {
namespace {

struct CommandHelp {
  const char* command;
  std::vector<const char*> examples;
};

struct Group {
  const char* title;
  std::vector<CommandHelp> commands;
};

std::vector<Group> Groups() {
  return {
      {"Find articles",
       {{"search",
         {"khotin search gin giu hoa binh", "khotin search '\"tô lâm\" -\"bóng đá\"'",
          "khotin search 'title:trường OR title:lớp' --sort newest",
          "khotin search --entity 'to lam' --date 2023 --facet source"}},
        {"similar",
         {"khotin similar articles/6jxys4mcb4bykfdz",
          "khotin similar --text examples/articles/tinthudo/cho-hoa-dem.txt --limit 3"}},
        {"suggest", {"khotin suggest 'to l'", "khotin suggest 'gin g' --kind phrase"}},
        {"get",
         {"khotin get articles/6jxys4mcb4bykfdz",
          "khotin get articles/6jxys4mcb4bykfdz --mentions --removed"}},
        {"list", {"khotin list --limit 5"}},
        {"versions", {"khotin versions articles/6jxys4mcb4bykfdz"}},
        {"diff", {}}}},
      {"Persons, bodies and places",
       {{"entity", {"khotin entity to lam", "khotin entity cand --type organization"}},
        {"related", {"khotin related to lam --type organization"}},
        {"timeline", {"khotin timeline 'ha noi' --every week"}},
        {"trending", {"khotin trending 2023-09 --against 2023-08"}},
        {"offices", {"khotin offices to lam", "khotin offices --of 'Bộ Công an'"}},
        {"quotes", {"khotin quotes to lam", "khotin quotes --about 'ha noi' --direct"}},
        {"entity-rename", {}},
        {"entity-merge", {}},
        {"entity-split", {}},
        {"entity-decisions", {"khotin entity-decisions"}},
        {"entity-revoke", {}}}},
      {"What is told more than once",
       {{"cluster", {"khotin cluster articles/6jxys4mcb4bykfdz"}},
        {"clusters", {"khotin clusters --by time"}},
        {"story", {}},
        {"stories", {"khotin stories", "khotin stories --entity 'to lam'"}},
        {"duplicate", {"khotin duplicate examples/articles/venbien/tien-nguoi-con-vung-bien.txt"}},
        {"trust", {"khotin trust tinthudo.example"}}}},
      {"Feed and follow",
       {{"ingest", {"khotin ingest examples/articles/tinthudo/cho-hoa-dem.txt"}},
        {"files", {"khotin files", "khotin files --unfinished"}},
        {"watch",
         {"khotin watch", "khotin watch 'tô lâm' --source tinthudo.example",
          "khotin watch --after 1 --until-now --json"}},
        {"saved",
         {"khotin saved add --title 'Gìn giữ hòa bình' '\"gìn giữ hòa bình\"'",
          "khotin saved list"}},
        {"quarantine", {"khotin quarantine list", "khotin quarantine list --reason unreadable"}}}},
      {"Look after the store",
       {{"status", {"khotin status", "khotin status --sources"}},
        {"export", {"khotin export > articles.jsonl"}},
        {"reanalyze", {"khotin reanalyze --source tinthudo.example"}},
        {"delete", {"khotin delete --yes articles/6jxys4mcb4bykfdz"}},
        {"check", {}},
        {"backup",
         {"khotin backup backups", "khotin backup list backups", "khotin backup verify backups",
          "khotin backup prune backups --keep 3"}},
        {"restore", {"khotin restore backups --store restored"}}}},
      {"Without a server",
       {{"annotate",
         {"echo 'Bộ trưởng Tô Lâm thăm Hà Nội.' | khotin annotate",
          "khotin annotate --html --input examples/articles/tinthudo/cho-hoa-dem.txt > page.html"}},
        {"completion", {"source <(khotin completion bash)"}},
        {"help", {}}}},
  };
}

std::string Footer(const std::vector<const char*>& examples) {
  std::string text = "Examples:\n";
  for (const char* const example : examples) absl::StrAppend(&text, "  ", example, "\n");
  return text;
}

}  // namespace

void LayOutHelp(CLI::App& app) {
  for (const Group& group : Groups()) {
    for (const CommandHelp& help : group.commands) {
      CLI::App* const command = app.get_subcommand(help.command);
      command->group(group.title);
      command->footer(help.examples.empty() ? std::string() : Footer(help.examples));
      for (CLI::App* const part : command->get_subcommands([](CLI::App*) { return true; })) {
        part->footer("");
      }
    }
  }
}

}  // namespace khotin::cli
