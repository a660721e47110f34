import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { API } from '../api/request.js';
import { BrandMark } from '../app/brand-mark.js';
import { Snippet } from '../snippet/snippet.js';
import { StateIcon } from '../state/state-icon.js';
import { session, useSession } from './session.js';
import styles from './sign-in-screen.module.css';
import { tokenInPaste } from './token.js';

const NOT_A_TOKEN =
  'This is not a token. A token is one long word with two dots in it; the whole first-run link works too.';

/** What somebody without a valid token sees: why, where a token comes from, and where to put it. */
export function SignInScreen() {
  const { notice, openIdConnect } = useSession();
  const [pasted, setPasted] = useState('');
  const [fault, setFault] = useState<string>();
  const [isAsking, setIsAsking] = useState(false);

  useEffect(() => {
    document.title = 'Sign in · Monitoring';
  }, []);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const token = tokenInPaste(pasted);
    if (token === undefined) {
      setFault(NOT_A_TOKEN);
      return;
    }
    setIsAsking(true);
    setFault(await session.enter(token));
    setIsAsking(false);
  }

  return (
    <main className={styles.screen}>
      <div className={styles.card}>
        <BrandMark />
        <h1 className={styles.title}>Sign in</h1>
        {notice !== undefined && (
          <p className={styles.notice} role="alert" data-tone="warning">
            <StateIcon tone="warning" />
            <span>{notice}</span>
          </p>
        )}
        {openIdConnect !== undefined && (
          <>
            <Button component="a" href={openIdConnectAddress()} size="md" fullWidth mb="md">
              Sign in with {openIdConnect}
            </Button>
            <p className={styles.or}>or with a token</p>
          </>
        )}
        <form onSubmit={(event) => void submit(event)} noValidate>
          <PasswordInput
            label="Token"
            description="It is kept in a cookie that no script can read, and forgotten when it ends."
            placeholder="eyJhbGciOi…"
            size="md"
            autoFocus
            autoComplete="off"
            spellCheck={false}
            value={pasted}
            error={fault}
            onChange={(event) => {
              setPasted(event.currentTarget.value);
              setFault(undefined);
            }}
          />
          <Button type="submit" size="md" fullWidth mt="md" loading={isAsking} disabled={pasted.trim() === ''}>
            Sign in
          </Button>
        </form>
        <section className={styles.help}>
          <h2>Where do I get a token?</h2>
          <p>On the machine that runs the service, in its folder:</p>
          <Snippet label="Terminal" code="npm run token -- --role viewer --ttl 8h" />
          <p>
            <b>viewer</b> reads everything on this page; <b>admin</b> may also change settings and resolve alerts. The
            link that the service prints when it starts for the first time signs you in as admin.
          </p>
        </section>
      </div>
    </main>
  );
}

/** Comes back to where the reader wanted to go. */
function openIdConnectAddress(): string {
  const base = new URL(document.baseURI).pathname;
  const here = `/${location.pathname.slice(base.length)}${location.search}`;
  return `${API}/session/open-id-connect?return_to=${encodeURIComponent(here)}`;
}
