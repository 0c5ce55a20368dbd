import { Injectable, type OnModuleInit } from '@nestjs/common'
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js'
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core'
import { accessKey } from './access.js'

export interface RouteAccess {
  route: string
  access: string | undefined
}

/** Looks at every route before the service opens: one that does not declare who may use it refuses to boot. */
@Injectable()
export class RouteAudit implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    const open = this.routes().filter((route) => route.access === undefined)
    if (open.length > 0) {
      const names = open.map(({ route }) => route).join(', ')
      throw new Error(`These routes do not declare who may use them (@Access or @Public): ${names}.`)
    }
  }

  /** Every handler of every controller with what it declares. */
  routes(): RouteAccess[] {
    return this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      if (!metatype) return []
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>
      return this.scanner
        .getAllMethodNames(prototype)
        .map((name) => ({ name, handler: prototype[name] }))
        .filter(({ handler }) => handler && Reflect.hasMetadata(METHOD_METADATA, handler))
        .map(({ name, handler }) => ({
          route: `${metatype.name}.${name} (${String(Reflect.getMetadata(PATH_METADATA, handler as object))})`,
          access: this.reflector.getAllAndOverride<string | undefined>(accessKey, [
            handler as () => unknown,
            metatype as () => unknown,
          ]),
        }))
    })
  }
}
