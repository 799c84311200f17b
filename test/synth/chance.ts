/** Numbers that are the same in every run, but look like chance. */
export class Chance {
  constructor(private seed: number) {}

  public below(count: number): number {
    this.seed = (this.seed * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((this.seed / 2 ** 32) * count);
  }

  public one<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }
}
