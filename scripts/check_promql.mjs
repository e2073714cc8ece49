// check_promql.mjs WORK FILE: parses the queries of the rules and dashboards that a rendered manifest has.
// WORK/node_modules has the grammar.
import {createRequire} from "node:module";
import {readFileSync} from "node:fs";
import path from "node:path";

const [work, file] = process.argv.slice(2);
const require = createRequire(path.resolve(work, "node_modules", "_"));
const YAML = require("yaml");
const {parser} = require("@prometheus-io/lezer-promql");

function rules(resource) {
  return (resource.spec?.groups ?? []).flatMap((group) => group.rules)
    .map((rule) => ({where: rule.alert ?? rule.record, query: rule.expr}));
}

function panels(resource) {
  return Object.values(resource.data ?? {}).flatMap((text) => JSON.parse(text).panels ?? [])
    .flatMap((panel) => (panel.targets ?? []).map(({expr}) => ({where: panel.title, query: expr})));
}

// The text at which the grammar stops; undefined where all of it fits.
function mistake(query) {
  const plain = query.replaceAll("$__rate_interval", "5m");
  let found;
  parser.parse(plain).iterate({enter: (node) => {
    if (node.type.isError) found ??= plain.slice(node.from) || "its end";
  }});
  return found;
}

const resources = YAML.parseAllDocuments(readFileSync(file, "utf8")).map((document) => document.toJS());
const queries = [
  ...resources.filter(({kind}) => kind === "PrometheusRule").flatMap(rules),
  ...resources.filter(({kind}) => kind === "ConfigMap").flatMap(panels)];
const errors = queries.map((query) => ({...query, at: mistake(query.query)})).filter(({at}) => at);
errors.forEach(({where, query, at}) => console.log(`${where}: ${query}\n  cannot be read at: ${at}`));
console.log(`check_promql: ${queries.length} queries, ${errors.length} errors`);
process.exit(errors.length || !queries.length ? 1 : 0);
