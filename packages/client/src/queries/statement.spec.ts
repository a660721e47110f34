import { describeStatement } from './statement.js';

describe('describeStatement', () => {
  it.each([
    ['select * from students where id = 5', 'SELECT students'],
    ['SELECT "S"."id" AS "S_id" FROM "public"."students" "S" WHERE "S"."id" IN ($1)', 'SELECT public.students'],
    ['select (select max(a) from b) from only students', 'SELECT students'],
    ['select * from students s join classes c on c.id = s.class', 'SELECT'],
    ['select * from students s, classes', 'SELECT'],
    ['select * from students, classes', 'SELECT'],
    ['select * from generate_series(1, 5)', 'SELECT'],
    ['select * from (select * from students) s', 'SELECT'],
    ['select 1', 'SELECT'],
    ['(select a from students)', 'SELECT'],
    ['insert into students (name) values ($1)', 'INSERT students'],
    ['with old as (delete from a returning *) insert into b select * from old', 'INSERT b'],
    ['update only students set name = $1 from classes', 'UPDATE students'],
    ['DELETE FROM "students"', 'DELETE students'],
    ['copy students (id) from stdin', 'COPY students'],
    ['START TRANSACTION', 'START'],
    ['-- hello\ncommit', 'COMMIT'],
    ['', 'QUERY'],
  ])('%s', (text, name) => {
    expect(describeStatement(text).name).toBe(name);
  });

  it('tells the parts, without literals', () => {
    expect(describeStatement('select * from `students` where name = "Rudo" or name = \'Tino\'', 'mysql')).toEqual({
      text: 'select * from `students` where name = ? or name = ?',
      name: 'SELECT students',
      operation: 'SELECT',
      collection: 'students',
    });
  });

  it('looks up what it has seen', () => {
    expect(describeStatement('select a from students')).toBe(describeStatement('select a from students'));
  });
});
