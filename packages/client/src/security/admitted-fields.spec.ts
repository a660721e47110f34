import 'reflect-metadata';
import { Body, Controller, Param, ParseIntPipe, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import {
  IsBoolean,
  IsDateString,
  IsEnum,
  IsIn,
  IsInt,
  IsMongoId,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { admittedBy } from './admitted-fields.js';

enum Term {
  First = 'first',
}
class Address {
  @IsString()
  @MaxLength(500)
  street: string;

  @ValidateNested()
  country: Address;
}
class Owned {
  @IsUUID()
  id: string;
}
class Student extends Owned {
  @IsOptional()
  @IsInt()
  form?: number;

  @IsString()
  note: string;

  @IsString()
  @MaxLength(200)
  remark: string;

  @IsString()
  @MaxLength(40)
  name: string;

  @IsString()
  @Length(1, 40)
  nickname: string;

  @IsString()
  @Matches(/^[a-z]+$/)
  code: string;

  @IsIn(['a', 'b'])
  stream: string;

  @IsEnum(Term)
  term: Term;

  @IsDateString()
  since: string;

  @IsBoolean()
  boards: boolean;

  @IsMongoId()
  house: string;

  @IsOptional()
  age: number;

  @IsOptional()
  unknown: unknown;

  @IsUUID('4', { each: true })
  guardians: string[];

  @ValidateNested()
  address: Address;
}

@Controller()
class Students {
  @Post(':id')
  enrol(
    @Param('id', ParseUUIDPipe) _id: string,
    @Body() _student: Student,
    @Query('page', ParseIntPipe) _page: number,
    @Query('size') _size: number,
    @Query('owner', new ParseUUIDPipe()) _owner: string,
    @Query('q') _q: string,
  ): void {}

  plain(_student: Student): void {}
}

const admitted = (place: 'body' | 'query', name: string, method = 'enrol') =>
  admittedBy({ controller: Students, method }, { in: place, name, value: '' });

describe('admittedBy', () => {
  it.each([
    ['id', 'uuid'],
    ['form', 'number'],
    ['note', 'text'],
    ['remark', 'text'],
    ['name', undefined],
    ['nickname', undefined],
    ['code', undefined],
    ['stream', 'enum'],
    ['term', 'enum'],
    ['since', 'date'],
    ['boards', 'boolean'],
    ['house', 'identifier'],
    ['age', 'number'],
    ['unknown', undefined],
    ['guardians', 'uuid'],
    ['address.street', 'text'],
    ['address.country.street', undefined],
    ['nobody', undefined],
    ['__proto__', undefined],
  ])('reads of the DTO of a body that %s admits %s', (name, expected) => {
    expect(admitted('body', name)).toBe(expected);
  });

  it.each([
    ['page', 'number'],
    ['size', 'number'],
    ['owner', 'uuid'],
    ['q', undefined],
    ['id', undefined],
  ])('reads of arguments and pipes that %s admits %s', (name, expected) => {
    expect(admitted('query', name)).toBe(expected);
  });

  it('knows nothing of what serves no requests', () => {
    expect(admitted('body', 'id', 'plain')).toBeUndefined();
    expect(admittedBy({ controller: class {}, method: 'x' }, { in: 'body', name: 'id', value: '' })).toBeUndefined();
  });

  it('reads a handler once', () => {
    const handler = { controller: class extends Students {}, method: 'enrol' };
    expect(admittedBy(handler, { in: 'body', name: 'id', value: '' })).toBe('uuid');
    Reflect.deleteMetadata('__routeArguments__', Students, 'enrol');
    expect(admittedBy(handler, { in: 'body', name: 'note', value: '' })).toBe('text');
  });
});
