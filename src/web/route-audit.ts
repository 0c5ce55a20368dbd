import { Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common'
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js'
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core'
import { accessKey } from './access.js'

/** A route of the service with what it declares. */
export interface RouteAccess {
  /** The handler, as a developer finds it: "PlansController.plans (plans)". */
  route: string
  /** "GET", "POST" */
  method: string
  /** The whole address, from the root, with its parameters: "/actions/:ref". */
  path: string
  access: string | string[] | undefined
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
        .flatMap(({ name, handler }) => this.routesOf(metatype, name, handler as () => unknown))
    })
  }

  private routesOf(controller: object, name: string, handler: () => unknown): RouteAccess[] {
    const own = textsOf(Reflect.getMetadata(PATH_METADATA, handler))
    const access = this.reflector.getAllAndOverride<string | string[] | undefined>(accessKey, [
      handler,
      controller as () => unknown,
    ])
    return textsOf(Reflect.getMetadata(PATH_METADATA, controller)).flatMap((prefix) =>
      own.map((path) => ({
        route: `${(controller as { name: string }).name}.${name} (${path})`,
        method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod],
        path: `/${[prefix, path].flatMap((text) => text.split('/').filter(Boolean)).join('/')}`,
        access,
      })),
    )
  }
}

/** A controller or handler may answer at one address or at several. */
function textsOf(paths: unknown): string[] {
  return [paths].flat().map(String)
}
