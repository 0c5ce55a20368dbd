import { ParentTree } from '../pdf/parent-tree.js'
import { nameOf, type PdfFile } from '../pdf/pdf-file.js'
import { type PdfDict, PdfName, PdfRef, type PdfValue } from '../pdf/pdf-values.js'
import type { PdfWriter } from '../pdf/pdf-writer.js'
import type { Label, ListLabels } from './list-labels.js'

/** Roles that the browser gives and that PDF 1.7 does not know, with the nearest one that it knows. */
const nearest: Record<string, string> = {
  Em: 'Span',
  Strong: 'Span',
  Sub: 'Span',
  Aside: 'Sect',
  Title: 'P',
  FENote: 'Note',
  DocumentFragment: 'Div',
}

const elementHead = /^\d+ 0 obj\s*<<\s*\/Type \/StructElem\s*\/S \/([^\s/<>[\]()]+)/u
const longestHead = 80

/** The numbers of the parts of the structure by their role, as far as one look at each object tells it. */
export function elementsByRole(file: PdfFile): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (let number = 0; number < file.size; number += 1) {
    const place = file.placeOf(number)
    if (place === 0) continue
    const role = elementHead.exec(file.bytes.toString('latin1', place, place + longestHead))?.[1]
    if (role === undefined) continue
    const numbers = found.get(role)
    if (numbers) numbers.push(number)
    else found.set(role, [number])
  }
  return found
}

/**
 * Gives each item of a list the body that it needs, and its label where it has one: the browser puts what an item holds
 * straight into it. The item becomes the body, so that all that points to it stays true, and a new item takes its place
 * in the list.
 */
export function giveBodies(
  file: PdfFile,
  writer: PdfWriter,
  elements: Map<string, number[]>,
  labels: ListLabels,
): void {
  const items = new Map<number, number>()
  const labelParts = new Map<number, number>()
  for (const number of elements.get('LI') ?? []) {
    const body = file.dict(new PdfRef(number))
    if (!body || hasBody(file, body)) continue
    const item = writer.add()
    items.set(number, item)
    const label = labels.labels.get(number)
    const labelPart = label ? addLabel(writer, item, label) : null
    if (labelPart !== null) labelParts.set(number, labelPart)
    const kids = labelPart === null ? [number] : [labelPart, number]
    writer.change(item, part('LI', body.get('P') ?? null, ['K', kids.map((kid) => new PdfRef(kid))]))
    writer.set(number, [
      ['S', new PdfName('LBody')],
      ['P', new PdfRef(item)],
    ])
  }
  for (const number of holdersOf(file, items.keys()))
    writer.set(number, [['K', renamed(writer.dict(number)?.get('K'), items)]])
  joinLabels(file, writer, labels, labelParts)
}

function addLabel(writer: PdfWriter, item: number, { page, mcid }: Label): number {
  const number = writer.add()
  writer.change(number, part('Lbl', new PdfRef(item), ['Pg', new PdfRef(page)], ['K', mcid]))
  return number
}

function part(role: string, parent: PdfValue, ...others: [string, PdfValue][]): PdfDict {
  return new Map<string, PdfValue>([
    ['Type', new PdfName('StructElem')],
    ['S', new PdfName(role)],
    ['P', parent],
    ...others,
  ])
}

/** Lets the way back from the marks of the labels lead to their parts: on each page they follow the browser's marks. */
function joinLabels(
  file: PdfFile,
  writer: PdfWriter,
  { added }: ListLabels,
  parts: Map<number, number>,
): void {
  const tree = new ParentTree(file)
  for (const [page, items] of added) {
    const list = tree.elementOf(tree.keyOf(page))
    const before = list === null ? null : writer.value(list)
    if (list === null || !Array.isArray(before)) continue
    const more = items.map((item): PdfValue => {
      const number = parts.get(item)
      return number === undefined ? null : new PdfRef(number)
    })
    writer.change(list, [...before, ...more])
  }
}

function hasBody(file: PdfFile, item: PdfDict): boolean {
  return file.array(item.get('K')).some((kid) => nameOf(file.dict(kid)?.get('S')) === 'LBody')
}

function holdersOf(file: PdfFile, items: Iterable<number>): Set<number> {
  const holders = new Set<number>()
  for (const number of items) {
    const holder = file.dict(new PdfRef(number))?.get('P')
    if (holder instanceof PdfRef) holders.add(holder.number)
  }
  return holders
}

function renamed(kids: PdfValue | undefined, items: Map<number, number>): PdfValue {
  const one = (kid: PdfValue): PdfValue =>
    kid instanceof PdfRef ? new PdfRef(items.get(kid.number) ?? kid.number) : kid
  return Array.isArray(kids) ? kids.map(one) : one(kids ?? null)
}

/**
 * A picture with its caption is a group of the two: the group needs no words in place of what it shows, since the
 * picture in it has them.
 */
export function ungroupFigures(file: PdfFile, writer: PdfWriter, elements: Map<string, number[]>): void {
  for (const number of elements.get('Figure') ?? []) {
    const figure = file.dict(new PdfRef(number))
    if (!figure || figure.has('Alt') || figure.has('ActualText')) continue
    const holdsPicture = file.array(figure.get('K')).some((kid) => {
      const inner = file.dict(kid)
      return nameOf(inner?.get('S')) === 'Figure' && inner?.has('Alt') === true
    })
    if (holdsPicture) writer.set(number, [['S', new PdfName('Div')]])
  }
}

/** Says of each role that the standard does not know which one it stands for. */
export function mapRoles(file: PdfFile, writer: PdfWriter, elements: Map<string, number[]>): void {
  const roles = Object.keys(nearest).filter((role) => elements.has(role))
  const root = file.catalog.get('StructTreeRoot')
  const tree = file.dict(root)
  if (roles.length === 0 || !(root instanceof PdfRef) || !tree || tree.has('RoleMap')) return
  const map: PdfDict = new Map(roles.map((role) => [role, new PdfName(nearest[role] ?? 'Span')]))
  writer.set(root.number, [['RoleMap', map]])
}
