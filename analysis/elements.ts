/** Elements of one page ranked by clicks: the heatmap's list and its accessible twin. */

/** One element of one page. */
export interface ElementRow {
  readonly key: string;
  readonly index: number;
  /** Label and role of its latest click. */
  readonly label: string;
  readonly role: string;
  readonly interactive: boolean;
  readonly clicks: number;
  readonly visitors: number;
  readonly sessions: number;
}

/** Elements, most clicked first (ties by key, then index). */
export interface ElementsAnswer {
  readonly clicks: number;
  /** Views of the page in this viewport class: the denominator of clicks per view. */
  readonly elements: readonly (ElementRow & { readonly share: number })[];
}
