import { Controller, Get, Inject, Param } from '@nestjs/common';
import { getRepositoryToken } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Pupil } from './pupil.js';

@Controller('typeorm')
export class TypeormDoor {
  constructor(
    @Inject(getRepositoryToken(Pupil)) private readonly large: Repository<Pupil>,
    @Inject(getRepositoryToken(Pupil, 'small')) private readonly small: Repository<Pupil>,
  ) {}

  @Get(':size')
  async find(@Param('size') size: 'large' | 'small'): Promise<string> {
    const pupils = this[size];
    const saved = await pupils.save({ name: 'secret' });
    await pupils.findOneBy({ name: 'secret' });
    const fault = await pupils.insert({ name: 'secret' }).catch((thrown: Error) => thrown);
    await pupils.delete(saved.id);
    return fault.constructor.name;
  }
}
