/**
 * LibreOffice in a process of its own: it leaves threads and timers behind, so that whoever wants to be rid of it ends the
 * process. Takes `{ bytes, from, to }` and answers with `{ made }` or `{ failed }`.
 */
import Module, { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { createConverter } from '@matbee/libreoffice-converter/server'

/**
 * Two things make it wait for ever on a busy machine, and both are mended as it is read. Its threads leave the work on files to
 * the main thread, which on Node sleeps while it waits for them, instead of doing that work as in a browser. And a fifth thread
 * is made only when the main thread has nothing to do, while that may be waiting for the fifth.
 */
const mendings = [
  ['!ENVIRONMENT_IS_WORKER,1,!ENVIRONMENT_IS_WEB,', '!ENVIRONMENT_IS_WORKER,1,false,'],
  ['pthreadPoolSize=4', 'pthreadPoolSize=12'],
]
const compile = Module.prototype._compile
Module.prototype._compile = function compileMended(source, path, ...more) {
  if (!path.endsWith('soffice.cjs')) return compile.call(this, source, path, ...more)
  const mended = mendings.reduce((text, [given, wanted]) => {
    if (!text.includes(given)) throw new Error(`LibreOffice has another start: there is no ${given} in it.`)
    return text.replace(given, wanted)
  }, source)
  return compile.call(this, mended, path, ...more)
}

const require = createRequire(import.meta.url)
const loader = '@matbee/libreoffice-converter/wasm/loader'
const wasmPath = dirname(require.resolve(loader))
const converter = await createConverter({ wasmPath, wasmLoader: require(loader) })

process.on('message', async ({ bytes, from, to }) => {
  try {
    const { data } = await converter.convert(
      bytes,
      { inputFormat: from, outputFormat: to },
      `document.${from}`,
    )
    process.send({ made: Buffer.from(data) })
  } catch (error) {
    process.send({ failed: String(error) })
  }
})
process.on('disconnect', () => process.exit())
process.send({ ready: true })
