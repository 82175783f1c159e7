/** What an operator has to put right. Its message is a whole sentence and all there is to say: no stack is printed. */
export class Mistake extends Error {
  override readonly name = 'Mistake';
}
