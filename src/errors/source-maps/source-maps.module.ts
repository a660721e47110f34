import { Module } from '@nestjs/common';
import { SourceMapApplier } from './source-map.applier.js';
import { SourceMapIndex } from './source-map.index.js';
import { SourceMapReader } from './source-map.reader.js';
import { SourceMapRetention } from './source-map.retention.js';
import { SourceMapThread } from './source-map.thread.js';
import { SourceMapsController } from './source-maps.controller.js';
import { SourceMaps } from './source-maps.js';

/** Owns the source maps of releases. Takes in maps as bundlers write them. Gives out what frames of minified files were in the source. */
@Module({
  controllers: [SourceMapsController],
  providers: [SourceMaps, SourceMapIndex, SourceMapReader, SourceMapThread, SourceMapApplier, SourceMapRetention],
  exports: [SourceMapApplier, SourceMapRetention],
})
export class SourceMapsModule {}
