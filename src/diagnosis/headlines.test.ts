import { headlines } from './headlines';
import { messages } from './messages';

test('every headline, and every part that headlines list, is at hand without the other messages', () => {
  const needed = Object.keys(messages).filter((id) => /\.(headline|part)/.test(id));
  expect(needed.sort()).toEqual(Object.keys(headlines).sort());
});
