import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, Get, HttpCode, HttpException, Param, Post } from '@nestjs/common';
import { Monitoring } from '@oneclass/monitoring-client';

class LedgerLocked extends Error {}
class PaymentGatewayTimeout extends Error {}

/** The billing service of the demo: accounts whose ledger is sometimes locked, and payments through a gateway that is sometimes slow. */
@Controller()
export class BillingController {
  constructor(private readonly monitoring: Monitoring) {}

  /** The account of every hundredth student, and of student 13, is locked by a job that never ends. */
  @Get('accounts/:studentId')
  async account(@Param('studentId') studentId: string): Promise<object> {
    await sleep(3 + Math.random() * 15);
    const number = Number(studentId);
    if (number === 13 || number % 100 === 0) throw new LedgerLocked(`The ledger of account ${studentId} is locked`);
    return { student_id: number, balance_cents: (number * 137) % 50_000 };
  }

  /** Declines sums above 1,000.00; the gateway does not answer for sums that end in 13 cents. */
  @Post('payments')
  @HttpCode(201)
  async pay(@Body() body: { amount_cents?: unknown }): Promise<object> {
    const amount = typeof body.amount_cents === 'number' ? body.amount_cents : 0;
    await sleep(20 + Math.random() * 60);
    if (amount % 100 === 13) throw new PaymentGatewayTimeout('The payment gateway did not answer');
    if (amount > 100_000) {
      this.monitoring.log('warn', 'the gateway declined a payment', { amount_cents: amount });
      throw new HttpException('The payment was declined', 402);
    }
    this.monitoring.log('info', 'a payment was taken', { amount_cents: amount });
    return { accepted: true, amount_cents: amount };
  }
}
