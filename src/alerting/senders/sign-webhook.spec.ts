import { signatureHeaders } from './sign-webhook.js';

describe('signatureHeaders', () => {
  it('are those of the example in the Standard Webhooks specification', () => {
    const headers = signatureHeaders(
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      '{"test": 2432232314}',
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      1_614_265_330_999,
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('take any other secret as it is', () => {
    const sign = (secret: string) => signatureHeaders('a', '{}', secret, 0)['webhook-signature'];
    expect(sign('one secret')).not.toBe(sign('another secret'));
  });
});
