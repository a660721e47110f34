import { setTimeout as sleep } from 'node:timers/promises';
import {
  BadGatewayException,
  BadRequestException,
  Body,
  type CanActivate,
  Controller,
  type ExecutionContext,
  ForbiddenException,
  Get,
  Injectable,
  Ip,
  NotFoundException,
  Param,
  Post,
  UnauthorizedException,
  UseGuards,
} from '@nestjs/common';
import { Monitoring } from '@oneclass/monitoring-client';

/** Students with a larger number do not exist. */
const STUDENTS = 500;

/** Lets teachers in: no role is 401, another role 403. */
@Injectable()
export class TeachersOnly implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const role = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>().headers['x-role'];
    if (role === undefined) throw new UnauthorizedException('Sign in first');
    if (role !== 'teacher') throw new ForbiddenException('Only teachers may read grades');
    return true;
  }
}

/** The students service of the demo: quick reads, a slow report, and a balance that it asks the billing service for. */
@Controller('students')
export class StudentsController {
  constructor(private readonly monitoring: Monitoring) {}

  @Get(':id')
  async find(@Param('id') id: string): Promise<object> {
    await sleep(2 + Math.random() * 20);
    return this.existing(id);
  }

  @Get(':id/balance')
  async balance(@Param('id') id: string): Promise<object> {
    const student = this.existing(id);
    const answer = await fetch(`${process.env.BILLING_URL}/accounts/${student.id}`);
    if (!answer.ok) {
      this.monitoring.log('error', `no balance of student ${student.id}: billing answered ${answer.status}`);
      throw new BadGatewayException(`Billing answered ${answer.status}`);
    }
    return { ...student, account: await answer.json() };
  }

  @Get(':id/grades')
  @UseGuards(TeachersOnly)
  grades(@Param('id') id: string): object {
    return { ...this.existing(id), grades: { maths: 1 + (Number(id) % 5), english: 1 + (Number(id) % 3) } };
  }

  @Post()
  async enrol(@Body() body: { name?: unknown }): Promise<object> {
    if (typeof body.name !== 'string' || body.name === '') throw new BadRequestException('A student needs a name');
    await sleep(10 + Math.random() * 30);
    this.monitoring.increment('business_student_registrations');
    this.monitoring.log('info', 'a student was enrolled', { form: 1 + Math.floor(Math.random() * 6) });
    return { id: STUDENTS + 1, name: body.name };
  }

  /** Nobody of the demo has a password. */
  @Post('sessions')
  signIn(@Body() { name }: { name?: unknown }, @Ip() ipAddress: string): never {
    this.monitoring.authenticationFailed({ account: String(name), ipAddress });
    throw new UnauthorizedException('Wrong name or password');
  }

  /** Adds up a whole year on every call, as reports that nobody has looked at for long do. */
  @Get('reports/attendance')
  async attendance(): Promise<object> {
    const milliseconds = Math.round(600 + Math.random() * 1_800);
    await sleep(milliseconds);
    this.monitoring.log('warn', `the attendance report took ${milliseconds} ms`, { report: 'attendance' });
    return { days: 186, present_percent: 94.2 };
  }

  private existing(id: string): { id: number; name: string } {
    const number = Number(id);
    if (!Number.isInteger(number) || number < 1 || number > STUDENTS) throw new NotFoundException(`No student ${id}`);
    return { id: number, name: `Student ${number}` };
  }
}
