import { Injectable, RequestMethod } from '@nestjs/common'
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js'
import { DiscoveryService, MetadataScanner } from '@nestjs/core'

interface Route {
  method: string
  /** The parts between the slashes; ":ref" stands for any one. */
  parts: string[]
}

/** The routes of the pages by their addresses: what else an address answers to, where it does not answer to this. */
@Injectable()
export class KnownRoutes {
  private routes: Route[] | null = null

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /** The methods that the address answers to; none where there is nothing. */
  methodsAt(path: string): string[] {
    this.routes ??= this.read()
    const parts = partsOf(path)
    const found = this.routes.filter((route) => isAt(route, parts)).map(({ method }) => method)
    return [...new Set(found.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))]
  }

  private read(): Route[] {
    return this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      if (!metatype) return []
      const before = pathsIn(metatype)
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const handler = prototype[name]
        const method = handler && (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined)
        if (!handler || method === undefined) return []
        const paths = before.flatMap((start) => pathsIn(handler).map((end) => `${start}/${end}`))
        // What answers everywhere says nothing of an address.
        return paths
          .filter((path) => !path.includes('*'))
          .map((path) => ({ method: RequestMethod[method], parts: partsOf(path) }))
      })
    })
  }
}

function pathsIn(target: object): string[] {
  const path = Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined
  return [path ?? ''].flat()
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '')
}

function isAt(route: Route, parts: string[]): boolean {
  if (route.parts.length !== parts.length) return false
  return route.parts.every(
    (part, place) => part.startsWith(':') || part.toLowerCase() === parts[place]?.toLowerCase(),
  )
}
