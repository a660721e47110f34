/** The part of Africa's Talking's package that is used; it has no types of its own. */
declare module 'africastalking' {
  interface Sent {
    SMSMessageData: { Message: string; Recipients: { number: string; status: string; statusCode: number }[] };
  }
  interface Client {
    SMS: { send(message: { to: string[]; message: string; from?: string }): Promise<Sent> };
  }
  export default function africasTalking(options: { username: string; apiKey: string }): Client;
}

declare module 'africastalking/lib/common.js' {
  const addresses: { SMS_URL: string };
  export default addresses;
}
