/** What occurred: pages, named events and clicked elements, for pickers. */

/** Things to pick, most frequent first. */
export interface CatalogueAnswer {
  readonly pages: readonly {
    readonly page: string;
    readonly title: string;
    readonly url: string;
    readonly views: number;
  }[];
  readonly customEvents: readonly { readonly name: string; readonly count: number }[];
  readonly clickedElements: readonly {
    readonly key: string;
    readonly label: string;
    readonly page: string;
    readonly clicks: number;
  }[];
}
