/**
 * The value that would stand at position `n` if the first `length` values were sorted; afterwards nothing before that
 * position is greater and nothing behind it is less. Takes time in proportion to the length (Hoare's FIND, 1961); pivots
 * are drawn at random, so that no input can be made to take longer.
 *
 * @param values numbers, which are put into another order
 */
export function selectNth(values: Float64Array, length: number, n: number): number {
  let left = 0;
  let right = length - 1;
  while (left < right) {
    const pivot = values[left + Math.floor(Math.random() * (right - left + 1))]!;
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i > j) break;
      const value = values[i]!;
      values[i++] = values[j]!;
      values[j--] = value;
    }
    if (n > j && n < i) break;
    if (n <= j) right = j;
    else left = i;
  }
  return values[n]!;
}
