import { Module } from '@nestjs/common';
import { ChangeMarksQuery } from './change-marks.query.js';
import { LiveController } from './live.controller.js';
import { LiveFeed } from './live.feed.js';

/** Owns nothing. Takes in what PostgreSQL knows of every signal's tables. Gives out which of them have something new, as it comes. */
@Module({
  controllers: [LiveController],
  providers: [ChangeMarksQuery, LiveFeed],
})
export class LiveModule {}
