/** Columns that share a piece of memory: half as many take 7 % longer, twice as many are as fast. */
const columnsInBlock = 32;

/** Columns of more values than this have a buffer of their own. */
const longest = 2048;

/**
 * Makes columns of zeros, cut from larger pieces of memory: a thousand workloads have tens of thousands of columns, and
 * a buffer costs more than what is in it.
 */
export class Blocks {
  private block = new Float64Array();
  private used = 0;
  private flagBlock = new Uint8Array();
  private usedFlags = 0;

  /** `columns`: how many share a buffer; few where one workload alone is composed. */
  constructor(private readonly columns = columnsInBlock) {}

  column(length: number): Float64Array {
    if (length > longest) {
      return new Float64Array(length);
    }
    if (this.used + length > this.block.length) {
      this.block = new Float64Array(this.columns * length);
      this.used = 0;
    }
    const start = this.used;
    this.used += length;
    return new Float64Array(this.block.buffer, start * this.block.BYTES_PER_ELEMENT, length);
  }

  /** A column of flags, all of them 0. */
  flags(length: number): Uint8Array {
    if (length > longest) {
      return new Uint8Array(length);
    }
    if (this.usedFlags + length > this.flagBlock.length) {
      this.flagBlock = new Uint8Array(this.columns * length);
      this.usedFlags = 0;
    }
    const start = this.usedFlags;
    this.usedFlags += length;
    return new Uint8Array(this.flagBlock.buffer, start, length);
  }
}
