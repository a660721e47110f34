import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import { Audited } from '../../audit/audited.decorator.js';
import { Access } from '../../http/access.decorator.js';
import { type Actor, CurrentActor } from '../../http/principal.js';
import { ProblemDetails } from '../../http/problem.dto.js';
import { Clock } from '../../jobs/clock.js';
import { fromWire, toWire } from '../naming.js';
import {
  MaintenanceWindowList,
  MaintenanceWindowPatch,
  MaintenanceWindowRequest,
  MaintenanceWindowView,
} from './maintenance-window.dto.js';
import type { MaintenanceWindow } from './maintenance-window.entity.js';
import { MaintenanceWindows } from './maintenance-windows.js';
import { isWithin, nextOccurrences } from './window-times.js';

const UNKNOWN = { description: 'There is no maintenance window of this id.', type: ProblemDetails };
const FAULTY = { description: 'The window has faults.', type: ProblemDetails };
const SHOWN_OCCURRENCES = 3;
const DEFAULTS = { timeZone: 'UTC', enabled: true };

@ApiTags('Muting')
@Controller('maintenance-windows')
export class MaintenanceWindowsController {
  constructor(
    private readonly windows: MaintenanceWindows,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'List maintenance windows',
    description: 'Every window, the oldest first, and when it holds next.',
  })
  @ApiOkResponse({ type: MaintenanceWindowList })
  async list(): Promise<MaintenanceWindowList> {
    return { items: (await this.windows.list()).map((window) => this.view(window)), next_cursor: null };
  }

  @Get(':maintenance_window_id')
  @Access('protected')
  @ApiOperation({ summary: 'Read a maintenance window', description: 'One window, and when it holds next.' })
  @ApiOkResponse({ type: MaintenanceWindowView })
  @ApiNotFoundResponse(UNKNOWN)
  async get(@Param('maintenance_window_id', ParseUUIDPipe) windowId: string): Promise<MaintenanceWindowView> {
    return this.view(await this.windows.get(windowId));
  }

  @Post()
  @Access('admin')
  @Audited('maintenance_window.created')
  @ApiOperation({
    summary: 'Add a maintenance window',
    description:
      'Each time it holds, nobody is told of alerts that meet every matcher and begin to fire. Those that still fire at its end are told then. Audited.',
  })
  @ApiCreatedResponse({ type: MaintenanceWindowView })
  @ApiUnprocessableEntityResponse(FAULTY)
  async create(
    @Body() request: MaintenanceWindowRequest,
    @CurrentActor() actor: Actor,
  ): Promise<MaintenanceWindowView> {
    return this.view(await this.windows.create({ ...DEFAULTS, ...fromWire(request) }, actor));
  }

  @Patch(':maintenance_window_id')
  @Access('admin')
  @Audited('maintenance_window.changed')
  @ApiOperation({ summary: 'Change a maintenance window', description: 'Changes the given terms. Audited.' })
  @ApiOkResponse({ type: MaintenanceWindowView })
  @ApiNotFoundResponse(UNKNOWN)
  @ApiUnprocessableEntityResponse(FAULTY)
  async change(
    @Param('maintenance_window_id', ParseUUIDPipe) windowId: string,
    @Body() patch: MaintenanceWindowPatch,
    @CurrentActor() actor: Actor,
  ): Promise<MaintenanceWindowView> {
    return this.view(await this.windows.change(windowId, fromWire(patch), actor));
  }

  @Delete(':maintenance_window_id')
  @HttpCode(204)
  @Access('admin')
  @Audited('maintenance_window.deleted')
  @ApiOperation({
    summary: 'Delete a maintenance window',
    description: 'Alerts that it muted and that still fire are told. Audited.',
  })
  @ApiNoContentResponse({ description: 'The window is deleted.' })
  @ApiNotFoundResponse(UNKNOWN)
  async delete(
    @Param('maintenance_window_id', ParseUUIDPipe) windowId: string,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    await this.windows.delete(windowId, actor);
  }

  private view(window: MaintenanceWindow): MaintenanceWindowView {
    const now = this.clock.now();
    const next = window.enabled ? nextOccurrences(window, now, SHOWN_OCCURRENCES) : [];
    return {
      ...toWire(window),
      is_active: next.some((occurrence) => isWithin(occurrence, now)),
      next_occurrences: next.map(({ startsAt, endsAt }) => ({
        starts_at: new Date(startsAt).toISOString(),
        ends_at: new Date(endsAt).toISOString(),
      })),
    };
  }
}
