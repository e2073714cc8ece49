// Extracts articles with Readability.js over linkedom and prints what extraction_score.py reads.
//
//     node readability_runner.mjs FOLDER PAGE...
//
// FOLDER is where npm installed @mozilla/readability and linkedom. One line of JSON per page:
// "input" and "article" with "title", "authors", "publishTime" and "body". Readability's own
// textContent runs paragraphs together, so the blocks of its content are read one by one.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {resolve} from 'node:path';

const [folder, ...pages] = process.argv.slice(2);
const require = createRequire(resolve(folder, 'package.json'));
const {Readability} = require('@mozilla/readability');
const {parseHTML} = require('linkedom');

const BLOCKS = new Set([
  'ADDRESS', 'ARTICLE', 'ASIDE', 'BLOCKQUOTE', 'DD', 'DIV', 'DL', 'DT', 'FIGCAPTION', 'FIGURE',
  'FOOTER', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'HEADER', 'LI', 'MAIN', 'NAV', 'OL', 'P', 'PRE',
  'SECTION', 'TABLE', 'TBODY', 'TD', 'TFOOT', 'TH', 'THEAD', 'TR', 'UL',
]);
const TEXT_NODE = 3;
const ELEMENT_NODE = 1;

// The charset of a byte order mark or meta element, else UTF-8.
function decode(bytes) {
  const head = bytes.subarray(0, 4096).toString('latin1');
  const named = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head);
  try {
    return new TextDecoder(named ? named[1] : 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
}

function blocksOf(root) {
  const blocks = [];
  let text = '';
  let kind = 'BLOCK_KIND_PARAGRAPH';
  const close = () => {
    const line = text.replace(/\s+/g, ' ').trim();
    if (line) blocks.push({kind, text: line});
    text = '';
  };
  const walk = (node) => {
    if (node.nodeType === TEXT_NODE) {
      text += node.textContent;
      return;
    }
    if (node.nodeType !== ELEMENT_NODE) return;
    const name = node.tagName.toUpperCase();
    if (name === 'BR') {
      text += ' ';
      return;
    }
    const outer = kind;
    if (BLOCKS.has(name)) close();
    if (name === 'FIGCAPTION') kind = 'BLOCK_KIND_CAPTION';
    for (const child of node.childNodes) walk(child);
    if (BLOCKS.has(name)) close();
    kind = outer;
  };
  walk(root);
  close();
  return blocks;
}

function extract(page) {
  const {document} = parseHTML(decode(readFileSync(page)));
  const found = new Readability(document, {serializer: (element) => element}).parse();
  if (found === null) return {input: page, error: 'no article found'};
  return {
    input: page,
    article: {
      title: found.title ?? '',
      authors: found.byline ? [found.byline] : [],
      publishTime: {value: found.publishedTime ?? ''},
      body: blocksOf(found.content),
    },
  };
}

for (const page of pages) {
  let line;
  try {
    line = extract(page);
  } catch (error) {
    line = {input: page, error: String(error)};
  }
  process.stdout.write(JSON.stringify(line) + '\n');
}
