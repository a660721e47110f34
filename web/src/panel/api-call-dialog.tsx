import { Modal } from '@mantine/core';
import { API } from '../api/request.js';
import { Snippet } from '../snippet/snippet.js';

/** The call behind what a panel shows, ready to be repeated in a terminal. `call` is relative to the API's address. */
export function ApiCallDialog({ call, onClose }: { call: string; onClose: () => void }) {
  const url = `${API}${call}`;
  return (
    <Modal opened onClose={onClose} title="The API call behind this" size="lg">
      <Snippet label="Terminal" code={curlOf(url)} />
      <p>
        A token comes from <code>npm run token -- --role viewer</code>. In this browser, where you are signed in,{' '}
        <a href={url} target="_blank" rel="noreferrer">
          the answer opens as it is
        </a>
        .
      </p>
    </Modal>
  );
}

/** A call for a terminal. The address is quoted so that no character of it means anything to a shell. */
export function curlOf(url: string): string {
  return `curl -H "Authorization: Bearer $TOKEN" '${url.replaceAll("'", '%27')}'`;
}
