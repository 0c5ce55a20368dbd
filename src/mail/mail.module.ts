import { Module } from '@nestjs/common'
import { Letters } from './letters.js'
import { Post } from './post.js'

/** Letters to people, by mail. */
@Module({ providers: [Letters, Post], exports: [Letters, Post] })
export class MailModule {}
