/** The door to the answer for those who look for it beside identity. The answer itself is put together in src-worker/answer. */
export { answerTarget, type Answer, type AnswerInput } from '../answer/answer-target.ts';
