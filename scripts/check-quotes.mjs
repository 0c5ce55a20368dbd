#!/usr/bin/env node
/**
 * Checks every quote of the seed files, word for word, against the texts of the source documents.
 *
 *   node scripts/check-quotes.mjs FOLDER [SEED_FILE ...]
 *
 * FOLDER holds the five documents as text; they are not part of this project. White space and layout marks (bold, italics,
 * bullets, list numbers at the beginning of a line) do not count; every other character does.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'

const documentOf = {
  'annual-report-2013': 'annual-report-2013.txt',
  'lcrb-strategy-2012': 'lcrb-anti-gangs-strategy-2012-draft.txt',
  'bromley-2012': 'bromley-gangs-report-2012.txt',
  'merton-2013': 'merton-scrutiny-report-2013.txt',
  'egve-2016': 'egve-forum-2016.txt',
}

/** The fields whose value is the document's own words, whole. */
const verbatimFields = new Set([
  'quote',
  'text',
  'narrative',
  'leadsQuote',
  'asWritten',
  'publisherAsWritten',
])

const [folder, ...files] = process.argv.slice(2)
if (!folder) {
  console.error('Say where the source texts are: node scripts/check-quotes.mjs FOLDER [SEED_FILE ...]')
  process.exit(2)
}

/** One sentence and a failure, for what a person can mend. */
function stop(sentence) {
  console.error(sentence)
  process.exit(2)
}

if (!existsSync(folder)) stop(`There is no folder ${folder}.`)
for (const file of files) if (!existsSync(file)) stop(`There is no file ${file}.`)

const squash = (text) => text.replaceAll('*', '').replace(/\s+/gu, ' ').trim()
const withoutListMarks = (text) =>
  text
    .replace(/^\s*<ul>/gmu, '')
    .replace(/<\/?ul>/gu, ' ')
    .replace(/^\s*[-•]\s+/gmu, ' ')

/** Two readings of a document: as it is, and without the marks of its lists. A quote may stand in either. */
function readings(path) {
  const raw = readFileSync(path, 'utf8')
  return [squash(raw), squash(withoutListMarks(raw)), squash(withoutListMarks(raw).replace(/<li>|\t/gu, ' '))]
}

function* verbatimTexts(node, path) {
  if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) yield* verbatimTexts(item, `${path}[${item?.ref ?? index}]`)
  } else if (node && typeof node === 'object') {
    for (const [key, value] of Object.entries(node)) {
      if (verbatimFields.has(key)) {
        for (const text of [value].flat())
          if (typeof text === 'string' && text) yield [`${path}.${key}`, text]
      } else yield* verbatimTexts(value, `${path}.${key}`)
    }
  }
}

/** The pieces of a quote must follow each other in the document. */
function stands(quote, document) {
  let from = 0
  for (const piece of squash(quote).split(/\s*\[…\]\s*/u)) {
    const at = document.indexOf(piece, from)
    if (at < 0) return piece
    from = at + piece.length
  }
  return null
}

let checked = 0
let wrong = 0
const seeds = files.length > 0 ? files : readdirSync('seeds').map((name) => join('seeds', name))
for (const file of seeds) {
  const slug = basename(file, '.yaml')
  const document = documentOf[Object.keys(documentOf).find((known) => slug.startsWith(known))]
  if (!document && files.length > 0) stop(`${file} is not the seed file of a document.`)
  if (!document) continue
  const texts = readings(join(folder, document))
  for (const [path, quote] of verbatimTexts(parse(readFileSync(file, 'utf8')), slug)) {
    checked += 1
    const missing = texts.map((text) => stands(quote, text))
    if (missing.every((piece) => piece !== null)) {
      wrong += 1
      console.error(`${path}\n  does not stand in ${document}: ${JSON.stringify(missing[1].slice(0, 160))}`)
    }
  }
}
console.log(`${checked} quotes checked, ${wrong} not found word for word.`)
process.exit(wrong > 0 ? 1 : 0)
