/** A range of time as answers name it. @param range epoch ms */
export function isoRange({ start_time, end_time }: { start_time: number; end_time: number }) {
  return { start_time: new Date(start_time).toISOString(), end_time: new Date(end_time).toISOString() };
}
