// check_manifests.mjs WORK FILE…: holds rendered manifests against the schemas of their kinds (formats,
// patterns, required fields), and, as object literals of the kinds' types, against the fields that there
// are: a server drops an unknown field in silence. WORK/node_modules has schemas and types.
import {createRequire} from "node:module";
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import path from "node:path";
import {pathToFileURL} from "node:url";

const [work, ...files] = process.argv.slice(2);
const modules = path.resolve(work, "node_modules");
const require = createRequire(path.join(modules, "_"));
const YAML = require("yaml");
const ts = require("typescript");
const PACKAGES = ["kubernetes-models", "@kubernetes-models/prometheus-operator"];

function modelOf(resource) {
  const model = path.join(resource.apiVersion, resource.kind);
  return PACKAGES.map((name) => path.join(modules, name, model)).find((file) => existsSync(`${file}.js`));
}

async function schemaErrors(resource, model) {
  const {[resource.kind]: Model} = await import(pathToFileURL(`${model}.js`));
  try {
    new Model(resource).validate();
    return [];
  } catch (error) {
    return [error.message];
  }
}

// One source for each resource, whose checker complains of fields that the type has not.
function typeErrors(resources) {
  const folder = path.resolve(work, "types");
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  const sources = resources.map(({resource, model}, i) => {
    const source = path.join(folder, `${i}.ts`);
    writeFileSync(source, `import type {I${resource.kind} as Kind} from ${JSON.stringify(`${model}.js`)};\n` +
      `export const resource: Kind = ${JSON.stringify(resource, null, 1)};\n`);
    return source;
  });
  const program = ts.createProgram(sources, {noEmit: true, strict: true, skipLibCheck: true,
    types: [], module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext});
  return ts.getPreEmitDiagnostics(program).map((found) => {
    const text = ts.flattenDiagnosticMessageText(found.messageText, "\n  ");
    const i = sources.indexOf(found.file?.fileName);
    return `${i < 0 ? "types" : resources[i].where}: ${text}`;
  });
}

const errors = [];
const resources = [];
for (const file of files) {
  for (const document of YAML.parseAllDocuments(readFileSync(file, "utf8"))) {
    const resource = document.toJS();
    const where = `${path.basename(file, ".yaml")}: ${resource.kind} ${resource.metadata?.name}`;
    errors.push(...document.errors.map((error) => `${where}: ${error.message}`));
    const model = modelOf(resource);
    if (!model) {
      errors.push(`${where}: no kind ${resource.kind} in ${resource.apiVersion}`);
      continue;
    }
    resources.push({resource, model, where});
    errors.push(...(await schemaErrors(resource, model)).map((error) => `${where}: ${error}`));
  }
}
errors.push(...typeErrors(resources));
errors.forEach((error) => console.log(error));
console.log(`check_manifests: ${resources.length} resources, ${errors.length} errors`);
process.exit(errors.length || !resources.length ? 1 : 0);
