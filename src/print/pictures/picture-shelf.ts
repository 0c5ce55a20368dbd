/** How much is kept of pictures drawn where nothing else is said, in bytes. */
const usuallyKept = 24_000_000

/** Keeps the pictures asked for last, and lets those who ask for the same one at the same time have it from one drawing. */
export class PictureShelf {
  private readonly pictures = new Map<string, Buffer>()
  private readonly drawing = new Map<string, Promise<Buffer>>()
  private kept = 0

  constructor(private readonly mostKept = usuallyKept) {}

  async find(key: string, draw: () => Promise<Buffer>): Promise<Buffer> {
    const known = this.pictures.get(key)
    if (known) {
      this.pictures.delete(key)
      this.pictures.set(key, known)
      return known
    }
    const begun = this.drawing.get(key)
    if (begun) return begun
    const drawn = draw()
    this.drawing.set(key, drawn)
    try {
      const picture = await drawn
      this.keep(key, picture)
      return picture
    } finally {
      this.drawing.delete(key)
    }
  }

  private keep(key: string, picture: Buffer): void {
    this.pictures.set(key, picture)
    this.kept += picture.length
    for (const [oldest, { length }] of this.pictures) {
      if (this.kept <= this.mostKept) return
      this.pictures.delete(oldest)
      this.kept -= length
    }
  }
}
