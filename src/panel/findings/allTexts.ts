import { messages } from '../../diagnosis/messages';
import { learnTexts } from '../text';

// Evidence and advice are said only in the list of findings, which is loaded when it is opened, and so are their texts.
learnTexts(messages);
