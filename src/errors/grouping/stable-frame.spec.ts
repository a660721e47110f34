import { minifiedFiles, stableFile, stableFrame } from './stable-frame.js';

describe('stableFile', () => {
  it.each([
    ['/app/dist/students/students.service.js', 'students/students.service'],
    ['C:\\srv\\school\\students\\service.ts', 'students/service'],
    ['/srv/school/releases/20261124101500/school/store.py', 'school/store.py'],
    ['/srv/school-2.4.1/store.py', 'school/store.py'],
    ['/srv/9f3a1b7c2d/main.js', 'main'],
    ['/app/main.js', 'main'],
    ['main.py', 'main.py'],
    ['https://school.example/assets/index-BX2k9dQz.js', 'index'],
    ['https://school.example/assets/index-DqXkPzRm.js', 'index'],
    ['https://school.example/assets/index-B-x2_9Qz.js', 'index'],
    ['https://school.example/static/js/main.8d3f2c1b.chunk.js', 'main'],
    ['https://school.example/187.3f2a1b9c.chunk.js', '<chunk>'],
    ['https://school.example/_next/static/chunks/pages/index-1a2b3c4d5e6f.js', 'pages/index'],
    ['webpack-internal:///(rsc)/./src/students/load.ts', 'students/load'],
    ['webpack://school/./src/cart.js', 'cart'],
    ['/app/dist/MyAPIKey.js', 'MyAPIKey'],
    ['/app/dist/student1.js', 'student1'],
    ['/app/dist/lesson-HomePage.js', 'lesson-HomePage'],
    ['/app/dist/school-api-v2-client/load.js', 'school-api-v2-client/load'],
    ['', ''],
  ])('%j is %j', (file, stable) => {
    expect(stableFile(file)).toBe(stable);
  });
});

describe('stableFrame', () => {
  const jvm = { file: 'SeatPlan.java', module: 'ac.SeatPlan$1' };
  it.each([
    ['StudentsService.find', { file: '/app/a.js' }, 'StudentsService.find'],
    ['new Settings', { file: '/app/a.js' }, 'Settings'],
    ['Object.load', { file: '/app/a.js' }, 'load'],
    ['find$1', { file: '/app/a.js' }, 'find'],
    ['_StudentsService.find', { file: '/app/a.js' }, 'StudentsService.find'],
    ['Server.<anonymous>', { file: '/app/a.js' }, undefined],
    ['Cart.sum', { file: 'https://school.example/a.js' }, 'sum'],
    ['e.sum', { file: '/app/a.js', column: 4000 }, 'sum'],
    ['e.t', { file: '/app/a.js', column: 4000 }, undefined],
    ['go', { file: '/app/a.js' }, 'go'],
    ['<lambda>', { file: '/srv/a.py' }, undefined],
    ['lambda$take$0', jvm, 'ac.SeatPlan.lambda$take'],
    ['Find.func1.2', { file: '/src/main.go', module: 'main' }, 'main.Find'],
  ])('%j is %j', (name, place, stable) => {
    const frame = { function: name, inApp: true, ...place };
    expect(stableFrame(frame, minifiedFiles([frame]).has(frame.file)).name).toBe(stable);
  });
});
