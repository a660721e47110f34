import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { asFailure } from '../api/failure.js';
import { Page } from './page.js';

/** A page that could not be drawn: says so, and the rest of the application stays. */
export function PageFault({ error, reset }: ErrorComponentProps) {
  return (
    <Page title="This page could not be shown">
      <p role="alert">{asFailure(error).message}</p>
      <p>
        <Button variant="default" onClick={reset}>
          Try again
        </Button>{' '}
        <Button variant="default" onClick={() => location.reload()}>
          Load everything anew
        </Button>
      </p>
    </Page>
  );
}
