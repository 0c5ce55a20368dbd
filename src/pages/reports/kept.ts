/** Keeps the last few things that took long to make, by a name that changes when they do. */
export class Kept<Thing> {
  private readonly things = new Map<string, Promise<Thing>>()

  constructor(private readonly most: number) {}

  /** The thing of this name; made once, also when several ask for it at the same time. What fails is not kept. */
  get(name: string, make: () => Promise<Thing>): Promise<Thing> {
    const kept = this.things.get(name)
    // Put last again: the first to go is the one that nobody has asked for the longest.
    this.things.delete(name)
    const thing = kept ?? make()
    this.things.set(name, thing)
    if (!kept) this.watch(name, thing)
    return thing
  }

  /** The thing of this name where it was made, or is being made; null where it was not. */
  async known(name: string): Promise<Thing | null> {
    return (await this.things.get(name)) ?? null
  }

  forget(name: string): void {
    this.things.delete(name)
  }

  private watch(name: string, thing: Promise<Thing>): void {
    thing.catch(() => {
      if (this.things.get(name) === thing) this.things.delete(name)
    })
    const [oldest] = this.things.keys()
    if (this.things.size > this.most && oldest !== undefined) this.things.delete(oldest)
  }
}
