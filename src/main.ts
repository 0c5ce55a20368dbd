import 'reflect-metadata'
import { runTold } from './failures.js'
import { serve } from './serve.js'

// What the service writes is for its own user alone: the register, evidence, mail, printed editions.
process.umask(0o077)

await runTold(serve)
