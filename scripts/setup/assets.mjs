import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, parse, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Missing } from './missing.mjs'
import { filesIn, fingerprint, inProject, readJson, root, stamp, stampOf } from './places.mjs'
import { say, step } from './say.mjs'

/** Where the stylesheet, the script and what they refer to are built. */
export const assetsFolder = inProject('dist', 'assets')
const manifestFile = join(assetsFolder, 'manifest.json')
const sourceFolder = inProject('templates', 'assets')
const packageFolder = (name) => inProject('node_modules', ...name.split('/'))

const packages = ['govuk-frontend', '@ministryofjustice/frontend', '@fontsource/source-sans-3', 'sass']

/** The modules that our scripts import by the name of a package. */
const packageScripts = {
  'govuk-frontend': join(packageFolder('govuk-frontend'), 'dist', 'govuk', 'govuk-frontend.min.js'),
  '@ministryofjustice/frontend': join(
    packageFolder('@ministryofjustice/frontend'),
    'moj',
    'moj-frontend.min.js',
  ),
}

/** What the stylesheet refers to, by the folder that it names. */
const packageFiles = {
  fonts: join(packageFolder('@fontsource/source-sans-3'), 'files'),
  images: join(packageFolder('@ministryofjustice/frontend'), 'moj', 'assets', 'images'),
}

/** What the built files depend on. */
function wanted() {
  const files = [...filesIn(sourceFolder), fileURLToPath(import.meta.url)]
  const versions = packages.map((name) => readJson(join(packageFolder(name), 'package.json'))?.version ?? '')
  return fingerprint(...files.flatMap((file) => [relative(root, file), readFileSync(file)]), ...versions)
}

/** Whether the stylesheet and the script are built of the sources as they are. */
export function assetsReady() {
  const files = readJson(manifestFile)
  if (!files || stampOf('assets')?.sources !== wanted()) return false
  return Object.values(files).every((file) => existsSync(join(assetsFolder, file)))
}

/**
 * Builds the stylesheet and the script when their sources have changed. Each file is named by a fingerprint of its
 * content, so that a browser may keep it for ever; the manifest says which file is which.
 *
 * @throws Missing when a source has a mistake, which is printed
 */
export async function setUpAssets() {
  if (assetsReady()) return
  await step('Building the stylesheet and the script', build)
}

async function build() {
  const facts = { sources: wanted() }
  mkdirSync(assetsFolder, { recursive: true })
  const files = new Published()
  files.add('icon.svg', readFileSync(join(sourceFolder, 'icon.svg')))
  publishScript(files, join(sourceFolder, 'throughline.mjs'))
  files.add('throughline.css', withOwnAddresses(files, await compiledStyles()))
  files.noteDown()
  stamp('assets', facts)
}

/** The files of one build, by the names that their sources go by. */
class Published {
  files = {}

  /** Writes a file under its fingerprinted name, and gives that name. */
  add(source, content) {
    const { name, ext } = parse(source)
    const file = `${name}-${fingerprint(content).slice(0, 12)}${ext === '.mjs' ? '.js' : ext}`
    writeFileSync(join(assetsFolder, file), content)
    this.files[source] = file
    return file
  }

  /** Writes the manifest once everything that it names is there, then removes what an earlier build left. */
  noteDown() {
    const draft = `${manifestFile}.new`
    writeFileSync(draft, `${JSON.stringify(this.files, null, 2)}\n`)
    renameSync(draft, manifestFile)
    const current = new Set([
      manifestFile,
      ...Object.values(this.files).map((file) => join(assetsFolder, file)),
    ])
    for (const file of filesIn(assetsFolder)) if (!current.has(file)) rmSync(file)
  }
}

async function compiledStyles() {
  // Loaded only now: where nothing is installed yet, set-up must still be able to say so.
  const { compile, Exception, Logger } = await import('sass')
  try {
    // Warnings are silent: they speak of what the packages say to each other.
    const options = { style: 'compressed', loadPaths: [root], logger: Logger.silent }
    return compile(join(sourceFolder, 'throughline.scss'), options).css
  } catch (error) {
    if (!(error instanceof Exception)) throw error
    say(error.message)
    throw new Missing(
      'The stylesheet could not be built: mend the mistake that Sass names above, and run it again.',
    )
  }
}

/** The stylesheet with every `url()` leading to a published file beside it. */
function withOwnAddresses(files, css) {
  return css.replaceAll(/url\((["']?)([^"')]+)\1\)/gu, (_, quote, address) => {
    if (files.files[address]) return `url(${files.files[address]})`
    const path = join(packageFiles[dirname(address)] ?? sourceFolder, parse(address).base)
    return `url(${files.add(address, contentOf(path, 'throughline.scss'))})`
  })
}

/** Publishes a script after those that it imports, with its imports leading to them. Gives its name. */
function publishScript(files, path) {
  const source = relative(sourceFolder, path).startsWith('..')
    ? parse(path).base
    : relative(sourceFolder, path)
  if (files.files[source]) return files.files[source]
  const content = contentOf(path, 'a script of templates/assets')
    .toString()
    .replaceAll(/ from '([^']+)'/gu, (_, name) => {
      const imported = packageScripts[name] ?? join(dirname(path), name)
      return ` from './${publishScript(files, imported)}'`
    })
    // The packages' maps are not published: a browser's tools would look for them in vain.
    .replace(/\/\/# sourceMappingURL=\S+\s*$/u, '')
  return files.add(source, content)
}

function contentOf(path, namedBy) {
  if (existsSync(path)) return readFileSync(path)
  throw new Missing(
    `The file ${relative(root, path)}, which ${namedBy} names, does not exist: mend the name and run it again.`,
  )
}
