import { Controller, Get, Module, NotFoundException } from '@nestjs/common'
import { ApiExcludeController } from '@nestjs/swagger'
import { Public } from './access.js'

/**
 * Whatever no other route answers. An address that does not exist would be told so without it; but it passes the guard
 * here, so that the page which says so knows who is signed in and shows them their navigation.
 */
@ApiExcludeController()
@Controller()
export class NothingHereController {
  @Get('*path')
  @Public()
  nothing(): never {
    throw new NotFoundException()
  }
}

/** To be imported after every other module: routes are tried in the order of their modules. */
@Module({ controllers: [NothingHereController] })
export class NothingHereModule {}
