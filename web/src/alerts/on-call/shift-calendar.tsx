import { useNow } from '../../app/use-now.js';
import { inkOf } from '../../charts/series.js';
import { formatDayAndTime } from '../../format/clock.js';
import { daysFrom, layOut, peopleOf, placeOf, type Segment, type Shift } from './lay-out-shifts.js';
import styles from './shift-calendar.module.css';

const WEEK = 7;
/** Narrower than this (percent of a week) there is no room for a name. */
const ROOM_FOR_NAME = 5;

const dayName = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric' });

/** The shifts of two weeks, a week a row, by the reader's clock. A person's colour is always the same, and their name stands in it. */
export function ShiftCalendar({ shifts, label }: { shifts: readonly Shift[]; label: string }) {
  const now = useNow(60_000);
  const days = daysFrom(now, 2 * WEEK);
  const people = peopleOf(shifts);
  return (
    <div className={styles.calendar}>
      {[0, WEEK].map((first) => {
        const row = days.slice(first, first + WEEK + 1);
        return (
          <div key={first} className={styles.week}>
            <div className={styles.days} aria-hidden="true">
              {row.slice(0, WEEK).map((day) => (
                <span key={day}>{dayName.format(day)}</span>
              ))}
            </div>
            <ul
              className={styles.row}
              aria-label={`${label}, ${first === 0 ? 'the next seven days' : 'the week after'}`}
            >
              {layOut(shifts, row).map((segment) => (
                <Bar key={segment.key} segment={segment} ink={inkOf(people.indexOf(segment.who ?? ''))} />
              ))}
            </ul>
            {first === 0 && <span className={styles.now} style={{ left: `${placeOf(now, row)}%` }} title="Now" />}
          </div>
        );
      })}
      <ul className={styles.people} aria-hidden="true">
        {people.map((name, index) => (
          <li key={name} style={{ '--person': `var(--${inkOf(index)})` } as React.CSSProperties}>
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Bar({ segment, ink }: { segment: Segment; ink: string }) {
  const { who, isOverride, left, width, from, to } = segment;
  const name = `${who ?? 'Nobody'}${isOverride ? ' (stands in)' : ''}`;
  const times = `${formatDayAndTime(from)} – ${formatDayAndTime(to)}`;
  const style = { left: `${left}%`, width: `${width}%`, '--person': `var(--${ink})` } as React.CSSProperties;
  return (
    <li
      className={styles.bar}
      style={style}
      data-nobody={who === null}
      data-override={isOverride}
      title={`${name}, ${times}`}
    >
      {width >= ROOM_FOR_NAME && <span aria-hidden="true">{name}</span>}
      <span className="visually-hidden">
        {name}, {times}
      </span>
    </li>
  );
}
