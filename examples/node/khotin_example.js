#!/usr/bin/env node
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const grpc = require('@grpc/grpc-js');
const { KhotinClient, channelOptions, loadProtos } = require('./khotin_client.js');

const USAGE = `Ingest articles, search them, follow what comes.

    node khotin_example.js ingest [OPTION…] FILE…
    node khotin_example.js search [OPTION…] WORD…
    node khotin_example.js get    [OPTION…] articles/ID
    node khotin_example.js watch  [OPTION…] [WORD…]

examples/README.md tells the options.`;

const EXIT_REFUSED = 1;
const EXIT_USAGE = 2;
const EXIT_FAILED = 3;
const EXIT_INTERRUPTED = 130;

// What stands behind a command at least.
const NEEDED = { ingest: 'FILE…', search: 'WORD…', get: 'articles/ID' };

const YES = ['true', 'on', 'yes', 'enable', 't', 'y', '+'];
const NO = ['false', 'off', 'no', 'disable', 'f', 'n', '-', ''];

// Refusals that are the store's trouble, not the document's: send it again later.
const STORE_CODES = [grpc.status.UNAVAILABLE, grpc.status.RESOURCE_EXHAUSTED];

const oneLine = (text) => text.split(/\s+/u).filter(Boolean).join(' ');

const show = (...fields) => process.stdout.write(`${fields.join('\t')}\n`);

/** {input, content} of each document: a file, or a line of a .jsonl file. */
function* documentsOf(files) {
  for (const file of files) {
    const content = fs.readFileSync(file);
    if (!file.endsWith('.jsonl')) {
      yield { input: file, content };
      continue;
    }
    for (const [index, line] of content.toString('utf8').split('\n').entries()) {
      if (line.trim()) yield { input: `${file}#${index + 1}`, content: Buffer.from(line) };
    }
  }
}

/** The snippet with «» around its highlights, whose offsets are bytes of UTF-8. */
function highlighted(snippet) {
  if (!snippet) return '';
  const text = Buffer.from(snippet.text);
  const parts = [];
  let done = 0;
  for (const { begin, end } of snippet.highlights) {
    parts.push(text.subarray(done, begin), '«', text.subarray(begin, end), '»');
    done = end;
  }
  return [...parts, text.subarray(done)].join('');
}

async function runIngest(client, options, files) {
  let revision = 0;
  let code = 0;
  for await (const result of client.ingest(documentsOf(files))) {
    const verdict = result.verdict.replace('VERDICT_', '');
    if (result.error) {
      show(verdict, result.input, oneLine(result.error.message));
      const ofStore = STORE_CODES.includes(result.error.code) && !result.quarantine;
      code = Math.max(code, ofStore ? EXIT_FAILED : EXIT_REFUSED);
    } else {
      show(verdict, result.input, result.article);
    }
    revision = Math.max(revision, result.revision);
  }
  show('revision', revision);
  return code;
}

async function runSearch(client, options, words) {
  const limit = options.limit || Infinity;
  let first = true;
  let shown = 0;
  const pages = client.searchPages(
    words.join(' '), options['page-size'], options['min-revision']);
  for await (const page of pages) {
    if (first) show('total', page.total_size, page.total_relation.replace('TOTAL_RELATION_', ''));
    first = false;
    for (const { article, snippet } of page.results) {
      show(article.name, oneLine(article.title), oneLine(highlighted(snippet)));
      shown += 1;
      if (shown >= limit) return 0;
    }
  }
  return 0;
}

async function runGet(client, options, words) {
  const article = await client.get(words.join(' '));
  show(article.title);
  for (const block of article.body) show(`\n${block.text}`);
  return 0;
}

/** Where to begin: --after, else what --state remembers, else (undefined) with what comes. */
function positionOf(options) {
  if (options.after === undefined && options.state && fs.existsSync(options.state)) {
    return Number(fs.readFileSync(options.state, 'utf8'));
  }
  return options.after;
}

/** Replaces the file as a whole: a crash leaves the old position or the new one. */
function remember(file, revision) {
  fs.writeFileSync(`${file}.new`, `${revision}\n`);
  fs.renameSync(`${file}.new`, file);
}

async function runWatch(client, options, words) {
  const limit = options.limit || Infinity;
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  let shown = 0;
  let position = positionOf(options);
  const responses = client.watch(
    words.join(' '), position, options.silence * 1000, interrupted.signal);
  for await (const response of responses) {
    for (const { kind, article } of response.events) {
      show(kind.replace('WATCH_EVENT_KIND_', ''), article.name, oneLine(article.title));
      shown += 1;
    }
    if (options.state && response.revision !== position) {
      position = response.revision;
      remember(options.state, position);
    }
    if (shown >= limit) break;
  }
  return 0;
}

const COMMANDS = { ingest: runIngest, search: runSearch, get: runGet, watch: runWatch };

const NUMBERS = ['timeout', 'page-size', 'limit', 'min-revision', 'after', 'silence'];

/** Whether a variable does, in the words that `khotin` takes. */
function saysYes(env, name) {
  const text = (env[name] ?? '').toLowerCase();
  if (YES.includes(text) || NO.includes(text)) return YES.includes(text);
  if (!/^[+-]?\d+$/u.test(text)) throw new TypeError(`${name}: expected on or off, not ${text}`);
  return Number(text) > 0;
}

function readCommandLine() {
  const string = { type: 'string' };
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      server: string, 'service-config': string, protos: string,
      tls: { type: 'boolean' }, 'tls-ca': string, 'tls-cert': string, 'tls-key': string,
      'tls-server-name': string, state: string,
      ...Object.fromEntries(NUMBERS.map((name) => [name, string])),
    },
  });
  for (const name of NUMBERS) {
    if (values[name] !== undefined) values[name] = Number(values[name]);
    if (Number.isNaN(values[name])) throw new TypeError(`--${name}: expected a number`);
  }
  const [command, ...words] = positionals;
  if (!Object.hasOwn(COMMANDS, command ?? '')) throw new TypeError('expected a command');
  const options = { ...defaults(process.env), ...values };
  options.tls ||= saysYes(process.env, 'KHOTIN_TLS');
  if (!options['tls-cert'] !== !options['tls-key']) {
    throw new TypeError('--tls-cert and --tls-key belong together');
  }
  if (Object.hasOwn(NEEDED, command) && words.length === 0) {
    throw new TypeError(`${command}: expected ${NEEDED[command]}`);
  }
  return { command, words, options };
}

function defaults(env) {
  const protos = env.KHOTIN_PROTOS || path.join(__dirname, '..', '..', 'proto');
  return {
    protos,
    server: env.KHOTIN_SERVER || '127.0.0.1:50051',
    'service-config': env.KHOTIN_SERVICE_CONFIG
      || path.join(protos, 'khotin', 'v1', 'khotin_grpc_service_config.json'),
    'tls-ca': env.KHOTIN_TLS_CA,
    'tls-cert': env.KHOTIN_TLS_CERT,
    'tls-key': env.KHOTIN_TLS_KEY,
    'tls-server-name': env.KHOTIN_TLS_SERVER_NAME,
    timeout: 60,
    silence: 30,
    'page-size': 20,
    'min-revision': 0,
    limit: 0,
  };
}

function connect(options, onRetry) {
  const read = (file) => (file ? fs.readFileSync(file) : null);
  // The certificate has its key: readCommandLine() sees to that.
  const secure = options.tls || options['tls-ca'] || options['tls-cert']
    || options['tls-server-name'];
  const credentials = secure
    ? grpc.credentials.createSsl(
      read(options['tls-ca']), read(options['tls-key']), read(options['tls-cert']))
    : grpc.credentials.createInsecure();
  const serviceConfig = fs.readFileSync(options['service-config'], 'utf8');
  return new KhotinClient(loadProtos(options.protos), options.server, credentials,
    channelOptions(serviceConfig, options['tls-server-name']),
    { timeout: options.timeout * 1000, onRetry });
}

async function main() {
  process.stdout.on('error', () => process.exit(EXIT_FAILED)); // as behind `| head`
  let line;
  try {
    line = readCommandLine();
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`);
    return EXIT_USAGE;
  }
  const tell = (error, note) => {
    const said = [`${line.options.server}: ${grpc.status[error.code]}: ${error.details}`];
    console.error(said.concat(note ?? []).join('; '));
  };
  let client;
  try {
    client = connect(line.options, tell);
    return await COMMANDS[line.command](client, line.options, line.words);
  } catch (error) {
    if (error.name === 'AbortError') return EXIT_INTERRUPTED;
    if (error.metadata) {
      tell(error);
    } else {
      console.error(error.message);
    }
    return EXIT_FAILED;
  } finally {
    client?.close();
  }
}

main().then((code) => { process.exitCode = code; });
