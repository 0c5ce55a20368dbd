import 'reflect-metadata'
import { runTold } from './failures.js'
import { serve } from './serve.js'

await runTold(serve)
