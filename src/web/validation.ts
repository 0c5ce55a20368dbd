import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common'
import type { ValidationError } from 'class-validator'
import { type FieldError, NotFound, Refused } from './problems.js'

/** Validates at the edge: unknown fields are named, the first fault of each field is told. */
export function validationPipe(): ValidationPipe {
  return new EdgePipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => new Refused(fieldErrors(errors)),
  })
}

class EdgePipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // A list would pass for an object in which every field is missing.
    const given = metadata.type === 'body' && (Array.isArray(value) || value === undefined) ? {} : value
    const valid: unknown = await super.transform(given, metadata)
    const place = placeOfNull(valid)
    if (place === null) return valid
    if (metadata.type === 'param') throw new NotFound('There is nothing at this address.')
    throw new Refused([
      { field: place, message: `${place} must not hold the character U+0000, nor half a character.` },
    ])
  }
}

/** Where a text holds what no database keeps as it is: U+0000, or half of a pair of code units; null when none does. */
function placeOfNull(value: unknown, place = ''): string | null {
  if (typeof value === 'string') return /\0|\p{Surrogate}/u.test(value) ? place : null
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const found = placeOfNull(inner, place ? `${place}.${key}` : key)
    if (found !== null) return found
  }
  return null
}

function fieldErrors(errors: ValidationError[], place = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = place ? `${place}.${error.property}` : error.property
    const { whitelistValidation: unknown, nestedValidation: nested, ...own } = error.constraints ?? {}
    // Decorators are read from below: the last constraint is the one that a body names first.
    const told = Object.values(own).at(-1) ?? nested
    const message = unknown ? `“${field}” is not a field of this request.` : told
    return message ? [{ field, message }] : fieldErrors(error.children ?? [], field)
  })
}
