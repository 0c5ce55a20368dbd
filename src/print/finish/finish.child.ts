import { answerParent } from '../child-task.js'
import { makeAccessible } from './accessible.js'

answerParent(async (bytes: Uint8Array) => makeAccessible(Buffer.from(bytes)))
