import { ValidationPipe } from '@nestjs/common'
import type { ValidationError } from 'class-validator'
import { type FieldError, Refused } from './problems.js'

/** Validates at the edge: unknown fields are named, the first fault of each field is told. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    exceptionFactory: (errors) => new Refused(fieldErrors(errors)),
  })
}

function fieldErrors(errors: ValidationError[], place = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = place ? `${place}.${error.property}` : error.property
    const constraints = error.constraints ?? {}
    const unknown = constraints.whitelistValidation
    const message = unknown ? `“${field}” is not a field of this request.` : Object.values(constraints)[0]
    return [...(message ? [{ field, message }] : []), ...fieldErrors(error.children ?? [], field)]
  })
}
