const standard = (clause: string) => `ISO 14289-1:2014, ${clause}`
const house = 'House rule'

/** A rule by its name in the code: the clause it is taken from, and what it asks for in words. */
interface Rule {
  clause: string
  rule: string
}

/** Every rule that a PDF is checked against, in the order in which the results are told. */
export const rules = {
  readable: { clause: house, rule: 'The file can be read from its first object to its last.' },
  identified: {
    clause: standard('5'),
    rule: 'The metadata say that the file is made by PDF/UA-1.',
  },
  version: { clause: standard('6.1'), rule: 'The file is of a version from PDF 1.0 to PDF 1.7.' },
  marked: { clause: standard('6.2'), rule: 'The document says that its content is tagged.' },
  suspects: { clause: standard('7.1'), rule: 'No tag is called suspect.' },
  tree: { clause: standard('7.1'), rule: 'The document has a tree of its structure.' },
  painted: {
    clause: standard('7.1'),
    rule: 'All that is painted is either tagged for the reader or marked as an artifact.',
  },
  nested: {
    clause: standard('7.1'),
    rule: 'No artifact stands in tagged content, and no tag in an artifact.',
  },
  joined: {
    clause: standard('7.1'),
    rule: 'Each mark on a page belongs to one part of the structure, each part to its parent, and both ways agree.',
  },
  roles: {
    clause: standard('7.1'),
    rule: 'Each role in the structure is one of the standard’s or is mapped to one, and none of the standard’s is mapped.',
  },
  metadataTitle: { clause: standard('7.1'), rule: 'The metadata carry the title of the document.' },
  titleShown: {
    clause: standard('7.1'),
    rule: 'A reader’s window is to show the title, not the name of the file.',
  },
  language: {
    clause: standard('7.2'),
    rule: 'The document says which language it is in, and each language is named as RFC 3066 has it.',
  },
  tables: {
    clause: standard('7.2'),
    rule: 'Tables hold rows, rows hold cells, and a caption is the first or the last in its table.',
  },
  grid: {
    clause: standard('7.2'),
    rule: 'All rows of a table have the same number of columns, and no cells overlap.',
  },
  lists: { clause: standard('7.2'), rule: 'Lists hold items, and items hold a label or a body.' },
  contents: { clause: standard('7.2'), rule: 'Tables of contents hold their items.' },
  figures: { clause: standard('7.3'), rule: 'Each figure has words in its place.' },
  headings: {
    clause: standard('7.4.2'),
    rule: 'The first heading is of level 1, and going down no level is left out.',
  },
  headingKinds: {
    clause: standard('7.4.4'),
    rule: 'Headings all have numbers for their levels, or all have none.',
  },
  headerCells: {
    clause: standard('7.5'),
    rule: 'Each cell of a table has a header, by the scope of the header or by its name.',
  },
  formulas: { clause: standard('7.7'), rule: 'Each formula has words in its place.' },
  running: {
    clause: standard('7.8'),
    rule: 'Running headers and footers are pagination artifacts, and say which of the two they are.',
  },
  notes: { clause: standard('7.9'), rule: 'Each note has a name of its own.' },
  layers: { clause: standard('7.10'), rule: 'Each set of layers has a name, and none switches by itself.' },
  attachments: { clause: standard('7.11'), rule: 'Each file that is attached has a name.' },
  forms: { clause: standard('7.15'), rule: 'No form builds itself while it is read.' },
  security: { clause: standard('7.16'), rule: 'Nothing is encrypted that a screen reader must reach.' },
  annotations: {
    clause: standard('7.18.1'),
    rule: 'Each annotation stands in the structure and is described in words.',
  },
  tabOrder: {
    clause: standard('7.18.3'),
    rule: 'On pages with annotations the tabulator follows the structure.',
  },
  fields: { clause: standard('7.18.4'), rule: 'Each field of a form stands in a form of the structure.' },
  links: {
    clause: standard('7.18.5'),
    rule: 'Each link is a link in the structure too and says in words where it leads.',
  },
  reused: {
    clause: standard('7.20'),
    rule: 'No content comes from another file, and content that is painted by name can be reached from the structure.',
  },
  fontMaps: { clause: standard('7.21.3'), rule: 'Each font says how its codes lead to its shapes.' },
  fonts: { clause: standard('7.21.4.1'), rule: 'The shapes of all letters are in the file.' },
  unicode: { clause: standard('7.21.7'), rule: 'Each letter says which character it is.' },
  missingShapes: { clause: standard('7.21.8'), rule: 'No letter is shown as missing.' },
  title: { clause: house, rule: 'The properties of the document carry the title of the report.' },
  inLanguage: { clause: house, rule: 'The document is in the language of the report.' },
  paper: { clause: house, rule: 'Each page is A4, upright or on its side.' },
  inside: { clause: house, rule: 'No words leave the page or are cut off at a side.' },
  words: { clause: house, rule: 'No words in the body of a page are kept from a screen reader.' },
  heads: { clause: house, rule: 'Headers of a table that are painted again on each page are read once.' },
  marking: {
    clause: house,
    rule: 'The marking stands in capitals at the top and the bottom of every page; without one, no page bears any.',
  },
  numbers: { clause: house, rule: 'Each page says which it is and of how many.' },
  outline: { clause: house, rule: 'The outline is the headings, in their order and at their levels.' },
  rows: { clause: house, rule: 'No row of a table is cut in two that has room on one page.' },
  active: { clause: house, rule: 'Nothing in the file acts by itself: no script, and no program to start.' },
} as const satisfies Record<string, Rule>

export type RuleName = keyof typeof rules

export const ruleNames = Object.keys(rules) as RuleName[]

/** What was checked against, and how far: said with every result. */
export const standardChecked =
  'PDF/UA-1 (ISO 14289-1:2014), as far as a machine can check it and this one does; and our own rules for a report. ' +
  'Whether the words in place of a figure are the right ones, and whether the order of reading makes sense, a person has to see.'
