/** What an independent recorder saw of one interaction: JSON, one record per thing that happened, in epoch ms. */

/** An element on the way from what was hit to the document, innermost first. */
export interface PathElement {
  /** Number of the element in its document. */
  readonly node: number;
  readonly tag: string;
  readonly id: string;
  readonly role: string;
  /** `type` of an input or button. */
  readonly type: string;
  /** As written; undefined without the attribute. */
  readonly href?: string;
  /** `target` of a link. */
  readonly opens?: string;
  readonly download?: boolean;
  readonly hasTabIndex?: boolean;
  /** Its `onclick` is set. */
  readonly hasOnClick?: boolean;
  readonly editable?: boolean;
  readonly disabled?: boolean;
  /** Node of the control that a label belongs to; 0 when it belongs to none. */
  readonly controls?: number;
  /** What a person would read on it, cut at 60 characters. */
  readonly text: string;
}

interface Mark {
  /** Epoch ms with fractions. */
  readonly at: number;
  /** The document that it happened in: each load and each frame is one. */
  readonly doc: string;
}

/** A press or click, with its element. */
export interface PressRecord extends Mark {
  readonly kind: 'click' | 'pointerdown' | 'dblclick';
  readonly x: number;
  readonly y: number;
  readonly button: number;
  /** How many clicks in a row the browser counts. */
  readonly detail: number;
  readonly modifiers: readonly string[];
  readonly pointer: string;
  readonly trusted: boolean;
  readonly path: readonly PathElement[];
}

/** Mutations of one place that one callback of the observer brought. */
export interface MutationRecordOfTrace extends Mark {
  readonly kind: 'mutation';
  readonly what: 'childList' | 'attributes' | 'characterData';
  readonly attribute?: string;
  /** Tag and id of the element, for a reader. */
  readonly where: string;
  /** Nodes from the place to the document. */
  readonly nodes: readonly number[];
  readonly inShadow: boolean;
  readonly count: number;
}

/** Everything else, by its kind; `what` tells which. */
export interface OtherRecord extends Mark {
  readonly kind:
    | 'request'
    | 'response'
    | 'scroll'
    | 'selection'
    | 'focus'
    | 'field'
    | 'toggle'
    | 'navigate'
    | 'history'
    | 'leave'
    | 'load'
    | 'open'
    | 'visibility'
    | 'media'
    | 'clipboard'
    | 'style'
    | 'error'
    | 'paint'
    | 'outside';
  readonly what: string;
  readonly where: string;
}

/** One record. */
export type TraceRecord = PressRecord | MutationRecordOfTrace | OtherRecord;

/** The trace of one interaction. */
export interface Trace {
  readonly widget: string;
  readonly interaction: string;
  /** When the act began and when the watching ended. */
  readonly from: number;
  readonly until: number;
  readonly records: readonly TraceRecord[];
}

/** Whether a record is a click. */
export const isClick = (one: TraceRecord): one is PressRecord => one.kind === 'click';

/** Clicks of the visitor in any document, in order. */
export const clicksOf = (trace: Trace): PressRecord[] =>
  trace.records.filter(isClick).filter((one) => one.trusted && one.at >= trace.from);
