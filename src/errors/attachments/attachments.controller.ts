import { Controller, Get, Header, Param, ParseUUIDPipe, StreamableFile } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { AttachmentList } from './attachment.dto.js';
import { AttachmentQuery } from './attachment.query.js';

@ApiTags('Errors')
@Controller('errors/:error_id/attachments')
export class AttachmentsController {
  constructor(private readonly attachments: AttachmentQuery) {}

  @Get()
  @Access('protected')
  @ApiOperation({ summary: 'List the attachments of an error', description: 'The files that its sender sent with it.' })
  @ApiOkResponse({ type: AttachmentList })
  async list(@Param('error_id') errorId: string): Promise<AttachmentList> {
    return { items: await this.attachments.list(errorId), next_cursor: null };
  }

  @Get(':attachment_id')
  @Access('protected')
  @Header('X-Content-Type-Options', 'nosniff')
  @Header('Content-Security-Policy', "default-src 'none'; sandbox")
  @ApiOperation({
    summary: 'Download an attachment',
    description: 'As bytes of no type, to be saved: whatever a stranger sent, no browser opens it.',
  })
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } })
  @ApiNotFoundResponse({ description: 'The error has no attachment of this id.', type: ProblemDetails })
  async read(
    @Param('error_id') errorId: string,
    @Param('attachment_id', ParseUUIDPipe) attachmentId: string,
  ): Promise<StreamableFile> {
    const { name, content } = await this.attachments.read(errorId, attachmentId);
    return new StreamableFile(content, { type: 'application/octet-stream', disposition: dispositionOf(name) });
  }
}

/** RFC 6266: a name that every browser reads, and the exact one (RFC 8187). */
function dispositionOf(name: string): string {
  const plain = name.replace(/[^\w. -]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
